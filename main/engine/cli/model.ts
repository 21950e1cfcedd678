import { readFile, stat } from 'node:fs/promises';
import { engineLimits, MebaeError, type RunRecord } from '../../../preload/contract.ts';
import { availableMemory, estimateAnswerMemory, requireMemory } from '../session/memory.ts';
import { decodeRun, type SavedRun } from '../store/run-file.ts';
import { RunFolder } from '../store/run-folder.ts';
import type { Backend, Classifier } from '../trainers/trainer.ts';

/**
 * The run in a folder, or in a .mebae file.
 * @throws MebaeError run-unknown, run-damaged, run-too-new
 */
export async function readRun(place: string): Promise<SavedRun> {
  const found = await stat(place).catch(() => null);
  if (!found) throw new MebaeError('run-unknown', place);
  if (found.isDirectory()) return RunFolder.read(place);
  if (found.size > engineLimits.runBytes) throw new MebaeError('run-damaged', 'too large');
  return decodeRun(await readFile(place));
}

/** The run's card and its network, ready to answer. @throws also MebaeError no-weights-yet, not-enough-memory */
export async function loadModel(
  place: string,
  loadBackend: () => Promise<Backend>,
): Promise<{ record: RunRecord; classifier: Classifier }> {
  const { record, weights } = await readRun(place);
  if (!weights) throw new MebaeError('no-weights-yet', place);
  requireMemory(estimateAnswerMemory(record.network), availableMemory());
  const backend = await loadBackend();
  return { record, classifier: await backend.createClassifier(record.network, weights) };
}
