import { describe, expect, it } from 'vitest';
import { lectureNetwork, lectureTrainSpec } from '../../../main/engine/network/presets.ts';
import { networkProblems } from '../../../main/engine/network/checks.ts';
import { recipeNames, recipes } from '../../../main/engine/network/recipes.ts';
import { networkFor, trainSpecOf } from '../../../main/engine/cli/train-options.ts';
import type { Dataset } from '../../../main/engine/data/datasets.ts';
import { UsageError } from '../../../main/engine/cli/usage-error.ts';

const pictures = { height: 28, width: 28, channels: 1, classes: 10 };
const dataset = { info: { id: 'mnist', ...pictures } } as Dataset;

describe('the settings of a training', () => {
  it("are the lecture's with five epochs where nothing is said", async () => {
    expect(trainSpecOf({}, 'mnist')).toEqual({ ...lectureTrainSpec('mnist'), epochs: 5 });
    expect(await networkFor({}, dataset)).toEqual(lectureNetwork(pictures));
  });

  it('are those of a recipe, changed by the options beside it', async () => {
    const train = trainSpecOf({ recipe: 'quick', epochs: '3', seed: '7' }, 'fashion-mnist');
    expect(train).toEqual({ ...recipes.quick.train('fashion-mnist'), epochs: 3, seed: 7 });
    expect(await networkFor({ recipe: 'quick' }, dataset)).toEqual(recipes.quick.network(pictures));
    const network = await networkFor({ recipe: 'accurate', layers: 'dense:16' }, dataset);
    expect(network.layers).toHaveLength(3);
  });

  it('refuse a recipe that does not exist', () => {
    expect(() => trainSpecOf({ recipe: 'magic' }, 'mnist')).toThrow(UsageError);
  });
});

describe('recipes', () => {
  it.each(recipeNames)('%s can be trained on pictures like MNIST', (name) => {
    expect(networkProblems(recipes[name].network(pictures))).toEqual([]);
    expect(recipes[name].train('mnist').dataset).toBe('mnist');
  });
});
