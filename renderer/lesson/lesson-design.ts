import type { Layer, LessonSettings, NetworkSpec, TrainSpec } from '../../preload/contract.ts';
import { isSame } from '../state/same.ts';

interface Design {
  network: NetworkSpec;
  train: TrainSpec;
}

/** A lesson's layers as a network for the built-in datasets, whose pictures are all of one shape. */
export function networkOf(layers: Layer[]): NetworkSpec {
  return { version: 1, input: { height: 28, width: 28, channels: 1 }, layers, classes: 10 };
}

/** The bench with what a lesson sets; null where that is how it stands already. */
export function designWith(
  { network, train }: Design,
  { dataset, layers, train: given }: LessonSettings,
): Design | null {
  const set = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  const wanted: Design = {
    network: layers ? networkOf(layers) : network,
    train: {
      ...train,
      ...(Object.fromEntries(set) as Partial<TrainSpec>),
      dataset: dataset ?? train.dataset,
    },
  };
  return isSame(wanted, { network, train }) ? null : wanted;
}
