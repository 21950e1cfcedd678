import * as v from 'valibot';
import { MebaeError, RunRecordSchema, type RunRecord } from '../../../preload/contract.ts';
import { networkProblems } from '../network/checks.ts';
import { countParameters } from '../network/parameters.ts';
import { parseBoundedJson } from './json.ts';

/** A thousand epochs of history fit several times over. */
export const cardLimits = { characters: 4 * 1024 * 1024, depth: 12 } as const;

/** The version of the card, of the run file, and of RunRecordSchema that this Mebae writes. */
export const formatVersion = 1;

const VersionedSchema = v.looseObject({ version: v.pipe(v.number(), v.integer(), v.minValue(1)) });

/** The card as it goes into files: the folder itself tells which snapshots there are. */
export function cardToKeep(record: RunRecord): RunRecord {
  const card = { ...record };
  delete card.snapshots;
  return card;
}

/**
 * A run's card from JSON that anybody may have written.
 * @throws MebaeError run-too-new, run-damaged
 */
export function parseCard(json: string): RunRecord {
  const value = parseBoundedJson(json, cardLimits);
  if (v.is(VersionedSchema, value) && value.version > formatVersion) {
    throw new MebaeError('run-too-new', `version ${value.version}`, { version: value.version });
  }
  const parsed = v.safeParse(RunRecordSchema, value);
  if (!parsed.success)
    throw new MebaeError('run-damaged', v.getDotPath(parsed.issues[0]) ?? 'card');
  const record = parsed.output;
  const wrong = contradiction(record);
  if (wrong) throw new MebaeError('run-damaged', wrong);
  return record;
}

/** What a card says that can't be, beyond its schema: a later reader may rely on all of this. */
function contradiction(record: RunRecord): string | null {
  const { network, history, labels } = record;
  if (Number.isNaN(Date.parse(record.createdAt))) return 'createdAt is no date';
  if (networkProblems(network).length > 0) return 'the network cannot be built';
  if (record.parameters !== countParameters(network)) return 'parameters miscounted';
  if (labels.en.length !== network.classes || labels.ja.length !== network.classes) {
    return 'labels do not match the classes';
  }
  if (history.some((epoch, index) => epoch.epoch !== index + 1)) return 'history out of order';
  // JSON has no NaN, but 1e999 reads as Infinity.
  if (history.some((epoch) => Object.values(epoch).some((figure) => !Number.isFinite(figure)))) {
    return 'history with infinite figures';
  }
  if (record.weightsEpoch > history.length) return 'weights of an epoch that never was';
  return null;
}
