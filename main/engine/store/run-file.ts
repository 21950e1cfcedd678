import { MebaeError, type RunRecord } from '../../../preload/contract.ts';
import type { NamedTensor, TrainerState, Weights } from '../trainers/trainer.ts';
import { cardToKeep, formatVersion, parseCard } from './card.ts';
import { decodeTensors, encodeTensors } from './safetensors.ts';
import { requireFinite, sameShape, weightsInOrder } from './weights-in-file.ts';

/** A run whole: the checkpoint in its folder and the file that it is saved as (.mebae). */
export interface SavedRun {
  record: RunRecord;
  /** The weights that answer; null where there are none yet. */
  weights: Weights | null;
  /** Where to go on from; null: from the first epoch. */
  state: TrainerState | null;
}

const format = 'mebae-run';
const prefixes = { weights: 'weights/', state: 'state/', optimizer: 'optimizer/' } as const;

/** The run as the bytes of a safetensors file; docs/file-formats.md describes it. */
export function encodeRun({ record, weights, state }: SavedRun): Uint8Array {
  // The weights to go on from are mostly those that answer: kept twice only where they differ.
  const apart = state !== null && state.weights !== weights;
  return encodeTensors({
    metadata: {
      format,
      version: String(formatVersion),
      card: JSON.stringify(cardToKeep(record)),
      ...(state ? { epoch: String(state.epoch), step: String(state.step) } : {}),
    },
    tensors: [
      ...prefixed(prefixes.weights, weights ?? []),
      ...prefixed(prefixes.state, apart ? state.weights : []),
      ...prefixed(prefixes.optimizer, state?.optimizer ?? []),
    ],
  });
}

/**
 * The run from bytes that anybody may have written: shapes are held against the network's, numbers
 * must be finite, and epochs agree with the history.
 * @throws MebaeError run-damaged, run-too-new
 */
export function decodeRun(bytes: Uint8Array): SavedRun {
  const { metadata, tensors } = decodeTensors(bytes);
  const record = cardOf(metadata);
  const take = (prefix: string) =>
    tensors
      .filter(({ name }) => name.startsWith(prefix))
      .map((tensor) => ({ ...tensor, name: tensor.name.slice(prefix.length) }));
  const found = {
    weights: take(prefixes.weights),
    state: take(prefixes.state),
    optimizer: take(prefixes.optimizer),
  };
  if (found.weights.length + found.state.length + found.optimizer.length !== tensors.length) {
    throw new MebaeError('run-damaged', 'a tensor that belongs to nothing');
  }
  requireFinite(tensors);
  const weights = found.weights.length > 0 ? weightsInOrder(record.network, found.weights) : null;
  const state = readState(metadata, record, found.state, found.optimizer, weights);
  if (record.weightsEpoch > 0 && !weights) throw new MebaeError('run-damaged', 'no weights');
  return { record, weights, state };
}

/**
 * The card in a run file's metadata.
 * @throws MebaeError run-damaged, run-too-new
 */
export function cardOf(metadata: Record<string, string>): RunRecord {
  if (metadata['format'] !== format) throw new MebaeError('run-damaged', 'not a Mebae run');
  const version = whole(metadata['version']);
  if (version > formatVersion) {
    throw new MebaeError('run-too-new', `version ${version}`, { version });
  }
  return parseCard(metadata['card'] ?? '');
}

function readState(
  metadata: Record<string, string>,
  record: RunRecord,
  stateTensors: NamedTensor[],
  optimizer: NamedTensor[],
  weights: Weights | null,
): TrainerState | null {
  if (metadata['epoch'] === undefined) return null;
  const epoch = whole(metadata['epoch']);
  const step = whole(metadata['step']);
  if (epoch !== record.history.length) {
    throw new MebaeError('run-damaged', 'checkpoint and history disagree');
  }
  const own = stateTensors.length > 0 ? weightsInOrder(record.network, stateTensors) : weights;
  if (!own) throw new MebaeError('run-damaged', 'no weights');
  checkOptimizer(own, optimizer);
  return { epoch, step, weights: own, optimizer };
}

/** Every optimizer's variables, `<weight>/<slot>`, are of their weight's shape. */
function checkOptimizer(weights: Weights, optimizer: NamedTensor[]): void {
  for (const { name, shape } of optimizer) {
    const weight = weights.find((candidate) => name.startsWith(`${candidate.name}/`));
    if (!weight || !sameShape(shape, weight.shape)) {
      throw new MebaeError('run-damaged', 'optimizer state of another network');
    }
  }
}

function prefixed(prefix: string, tensors: NamedTensor[]): NamedTensor[] {
  return tensors.map((tensor) => ({ ...tensor, name: prefix + tensor.name }));
}

function whole(text: string | undefined): number {
  if (!text || !/^\d{1,15}$/.test(text)) throw new MebaeError('run-damaged', 'no whole number');
  return Number(text);
}
