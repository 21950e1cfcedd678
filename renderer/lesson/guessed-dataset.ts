import { builtInDatasets, type DatasetId } from '../../preload/contract.ts';
import type { App } from '../state/app.svelte.ts';

/** What the current step's guess is about: the dataset it leads to, else the one on the bench. */
export function guessedDataset(app: App): DatasetId {
  for (const condition of app.lesson.step.done) {
    if ((condition.when === 'dataset' || condition.when === 'trained') && condition.dataset) {
      return condition.dataset;
    }
  }
  return builtInDatasets.find((id) => id === app.editor.train.dataset) ?? 'mnist';
}
