import type { EpochRecord, NetworkSpec, TrainSpec } from '../../../../preload/contract.ts';
import { denseNetwork, lectureTrainSpec } from '../../../../main/engine/network/presets.ts';
import { bestEpoch } from '../../../charts/curves.ts';

interface Design {
  network: NetworkSpec;
  train: TrainSpec;
}
type PictureShape = Parameters<typeof denseNetwork>[0];

/** Few pictures, many units, many epochs. */
export const example = { dataset: 'fashion-mnist', pictures: 300, units: 512, epochs: 60 } as const;

export function overfittingExample(shape: PictureShape): Design {
  const { dataset, pictures, units, epochs } = example;
  return {
    network: denseNetwork(shape, [{ kind: 'dense', units, activation: 'relu' }]),
    train: { ...lectureTrainSpec(dataset), trainingLimit: pictures, epochs },
  };
}

/** How far the validation loss must have risen above its lowest to be called overfitting, not chance. */
const risen = 1.1;

/** The epoch where it turned, if the network has begun to learn its pictures by heart; else null. */
export function overfitting(history: readonly EpochRecord[]): EpochRecord | null {
  const best = bestEpoch(history);
  const latest = history.at(-1);
  if (!best || !latest) return null;
  return latest.valLoss > best.valLoss * risen && latest.loss < best.loss ? best : null;
}

export const remedies = ['pictures', 'dropout', 'stopping'] as const;
export type Remedy = (typeof remedies)[number];

/** Ten times as many pictures, as far as there are. */
export const morePictures = ({ train }: Design, all: number) =>
  Math.min(all, (train.trainingLimit ?? all) * 10);

/** Half of a hidden layer's units rest in each step (Srivastava et al. 2014). */
const dropout = { kind: 'dropout', rate: 0.5 } as const;

/** A dropout layer after each hidden dense layer that has none yet. */
function withDropout(network: NetworkSpec): NetworkSpec {
  const { layers } = network;
  return {
    ...network,
    layers: layers.flatMap((layer, index) => {
      const hidden = layer.kind === 'dense' && index < layers.length - 1;
      return hidden && layers[index + 1]?.kind !== 'dropout' ? [layer, dropout] : [layer];
    }),
  };
}

/** The same training with a remedy; null where it would change nothing. `all`: training pictures there are. */
export function remedied(design: Design, remedy: Remedy, all: number): Design | null {
  const { network, train } = design;
  if (remedy === 'pictures') {
    const count = morePictures(design, all);
    if (count === (train.trainingLimit ?? all)) return null;
    return { network, train: { ...train, trainingLimit: count === all ? null : count } };
  }
  if (remedy === 'stopping') {
    if (train.earlyStopping) return null;
    return { network, train: { ...train, earlyStopping: { patience: 3, minDelta: 0 } } };
  }
  const changed = withDropout(network);
  return changed.layers.length === network.layers.length ? null : { network: changed, train };
}
