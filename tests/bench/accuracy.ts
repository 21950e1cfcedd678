import type { DatasetId } from '../../preload/contract.ts';
import { loadDataset } from '../../main/engine/data/datasets.ts';
import { recipes, type RecipeName } from '../../main/engine/network/recipes.ts';
import { loadNativeBackend } from '../../main/engine/trainers/native.ts';
import { median, table } from './figures.ts';
import { assets } from './pictures.ts';

const goals: { dataset: DatasetId; recipe: RecipeName; accuracy: number; seconds: number }[] = [
  { dataset: 'mnist', recipe: 'quick', accuracy: 0.98, seconds: 5 },
  { dataset: 'fashion-mnist', recipe: 'quick', accuracy: 0.89, seconds: 5 },
  { dataset: 'mnist', recipe: 'accurate', accuracy: 0.992, seconds: 60 },
  { dataset: 'fashion-mnist', recipe: 'accurate', accuracy: 0.92, seconds: 60 },
];
const seeds = [1, 2, 3];

/**
 * Time to accuracy: each recipe from the press of the button to its last epoch's validation accuracy,
 * the validation pass after each epoch included, on 60,000 pictures. Median of three seeds.
 */
export async function timeToAccuracy(): Promise<void> {
  const backend = await loadNativeBackend();
  const rows: (string | number)[][] = [];
  for (const { dataset, recipe, accuracy, seconds } of goals) {
    const { info, training, validation } = await loadDataset(dataset, assets);
    const network = recipes[recipe].network(info);
    const train = recipes[recipe].train(dataset);
    const reached: number[] = [];
    const took: number[] = [];
    for (const seed of seeds) {
      const from = performance.now();
      const options = { network, train: { ...train, seed }, training, validation };
      const trainer = await backend.createTrainer(options);
      let last = 0;
      for (let epoch = 0; epoch < train.epochs; epoch += 1) {
        trainer.beginEpoch();
        while (await trainer.advance(50));
        last = (await trainer.validate()).accuracy;
      }
      trainer.dispose();
      reached.push(last * 100);
      took.push((performance.now() - from) / 1000);
    }
    const met = median(reached) >= accuracy * 100 && median(took) <= seconds;
    const percent = reached.map((value) => value.toFixed(2));
    rows.push([dataset, recipe, percent.join(', '), median(reached), median(took)]);
    rows.at(-1)!.push(`${accuracy * 100} % in ${seconds} s`, met ? 'yes' : 'no');
  }
  console.log('\n### Time to accuracy\n');
  const seedsHead = `validation accuracy of seeds ${seeds.join(', ')}`;
  console.log(table(['dataset', 'recipe', seedsHead, 'median %', 'median s', 'goal', 'met'], rows));
}
