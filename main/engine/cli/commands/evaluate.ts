import { loadDataset } from '../../data/datasets.ts';
import { summarizeAnswers } from '../../results/answers.ts';
import { accuracyOf, confusionMatrix, perClass } from '../../results/confusion-matrix.ts';
import { requireSameShape } from '../../session/prepare.ts';
import type { CommandContext } from '../context.ts';
import { engineFor } from '../engine.ts';
import { integer, percent } from '../figures.ts';
import { loadModel } from '../model.ts';
import { requiredText, type Options } from '../options.ts';

const pictureBatch = 1000;
/** Keras's epsilon: a probability of 0 would make the mean loss infinite. */
const smallest = 1e-7;

/** `mebae evaluate`: loss and accuracy over a dataset's validation pictures, and by class. */
export async function evaluate(context: CommandContext, options: Options): Promise<number> {
  const { output, locale } = context;
  const [model, name] = [requiredText(options, 'model'), requiredText(options, 'dataset')];
  const { validation, info } = await loadDataset(name, context.assets);
  const { record, classifier } = await loadModel(
    model,
    async () => (await engineFor(options, output)).backend,
  );
  requireSameShape(record.network, info);
  const { input, classes } = record.network;
  const size = input.height * input.width * input.channels;
  const summary = summarizeAnswers(validation.labels, classes);
  for (let from = 0; from < validation.count; from += pictureBatch) {
    const to = Math.min(from + pictureBatch, validation.count);
    const images = validation.images.subarray(from * size, to * size);
    summary.add(await classifier.predict(images, to - from));
  }
  classifier.dispose();
  const { predicted, correct } = summary.result();
  const matrix = confusionMatrix(validation.labels, predicted, classes);
  const loss =
    correct.reduce((sum, p) => sum - Math.log(Math.max(p, smallest)), 0) / correct.length;
  const accuracy = accuracyOf(matrix) ?? 0;
  const figures = perClass(matrix);
  output.event({
    type: 'evaluation',
    dataset: name,
    samples: validation.count,
    loss,
    accuracy,
    classes: figures.map(({ count, accuracy }, index) => ({
      index,
      label: record.labels.en[index],
      count,
      accuracy,
    })),
  });
  output.line(
    `${integer(validation.count)} pictures: loss ${loss.toFixed(4)}, accuracy ${percent(accuracy)}`,
  );
  figures.forEach(({ count, accuracy }, index) => {
    const share = accuracy === null ? '-' : percent(accuracy);
    output.line(`  ${record.labels[locale][index]}: ${share} of ${integer(count)}`);
  });
  return 0;
}
