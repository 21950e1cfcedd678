import { screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Settings } from '../../../preload/contract.ts';
import { lectureTrainSpec } from '../../../main/engine/network/presets.ts';
import { recipes } from '../../../main/engine/network/recipes.ts';
import { catalogues } from '../../../renderer/messages/catalogue.ts';
import Screen from '../../../renderer/screens/train/Screen.svelte';
import { axeViolations } from '../accessibility.ts';
import {
  hello,
  mnist,
  renderWith,
  runRecord,
  startApp,
  type Answers,
  type ScriptedHost,
} from '../harness.ts';

const t = catalogues.en.train;
const user = userEvent.setup();
let host: ScriptedHost;
afterEach(() => host.close());

async function show(answers: Answers = {}, settings: Partial<Settings> = {}) {
  const started = await startApp(
    {
      'data.labels': () => ({ labels: new Uint8Array(70_000) }),
      'data.pixels': ({ ids }) => ({ pixels: new Uint8Array(ids.length * 784) }),
      ...answers,
    },
    settings,
  );
  host = started.host;
  renderWith(started.app, Screen);
  return started.app;
}

const withRuns = (...runs: ReturnType<typeof runRecord>[]): Answers => ({
  hello: () => hello({ runs }),
});

describe('Train', () => {
  it('stands ready on the first start: what is shown to what, one click from training', async () => {
    const start = vi.fn(() => ({ run: runRecord({ state: 'running', history: [] }) }));
    await show({ 'training.start': start });
    expect(screen.getByText(t.ready.text('MNIST', '784 – 128 – 10', '20'))).toBeTruthy();
    await user.click(screen.getByRole('button', { name: t.start }));
    expect(start).toHaveBeenCalledWith(
      expect.objectContaining({ train: lectureTrainSpec('mnist') }),
    );
  });

  it('lists every epoch with its numbers and marks the lowest validation loss', async () => {
    await show(withRuns(runRecord()));
    const table = screen.getByRole('region', { name: t.table });
    const rows = within(table).getAllByRole('row');
    expect(rows).toHaveLength(4);
    expect(rows[3]?.textContent).toContain('0.1000');
    expect(rows[3]?.textContent).toContain(t.best);
    expect(screen.getByText(t.lossTitle)).toBeTruthy();
  });

  it('changes a hyperparameter, undoes it, and goes back to the lecture in one click', async () => {
    const app = await show();
    const epochs = screen.getByLabelText(t.epochs);
    await user.clear(epochs);
    await user.type(epochs, '7');
    expect(app.editor.train.epochs).toBe(7);
    app.editor.undo();
    expect(app.editor.train.epochs).toBe(20);
    await user.selectOptions(screen.getByLabelText(t.optimizer), 'sgd');
    // The learning rate follows the optimizer while it is a default.
    expect(app.editor.train).toMatchObject({ optimizer: { kind: 'sgd' }, learningRate: 0.01 });
    await user.click(screen.getByRole('button', { name: t.toLecture }));
    expect(app.editor.train).toEqual(lectureTrainSpec('mnist'));
    expect(screen.getByText(t.isLecture)).toBeTruthy();
  });

  it('takes a recipe with its network, and knows when the settings are somebody’s own', async () => {
    const app = await show();
    const recipe = screen.getByLabelText<HTMLSelectElement>(t.recipe);
    expect(recipe.value).toBe('lecture');
    await user.selectOptions(recipe, 'accurate');
    expect(app.editor.network).toEqual(recipes.accurate.network(mnist));
    expect(app.editor.train).toEqual(recipes.accurate.train('mnist'));
    app.editor.setTrain({ epochs: 99 });
    await vi.waitFor(() => expect(recipe.value).toBe('own'));
  });

  it("brings the other dataset's number of epochs along", async () => {
    const app = await show({
      hello: () =>
        hello({
          datasets: [...hello().datasets, { ...hello().datasets[0]!, id: 'fashion-mnist' }],
        }),
    });
    await user.click(screen.getByLabelText('Fashion-MNIST'));
    expect(app.editor.train).toMatchObject({ dataset: 'fashion-mnist', epochs: 5 });
  });

  it('deletes a run and brings it back', async () => {
    const run = runRecord();
    const app = await show({
      ...withRuns(run),
      'runs.delete': () => ({}),
      'runs.restore': () => ({ run }),
    });
    await user.click(screen.getByRole('button', { name: t.deleteRun }));
    await vi.waitFor(() => expect(app.runs.list).toHaveLength(0));
    app.notices.list[0]!.action!.run();
    await vi.waitFor(() => expect(app.runs.list).toHaveLength(1));
  });

  it('renames a run by Enter, and leaves its name by Escape', async () => {
    const rename = vi.fn(({ name }: { name: string }) => ({ run: runRecord({ name }) }));
    await show({ ...withRuns(runRecord()), 'runs.rename': rename });
    const edit = async (keys: string) => {
      await user.click(screen.getByRole('button', { name: t.renameRun }));
      await user.clear(screen.getByLabelText(t.runName));
      await user.keyboard(keys);
    };
    await edit('Other{Escape}');
    expect(rename).not.toHaveBeenCalled();
    await edit('Second try{Enter}');
    expect(rename).toHaveBeenCalledWith({ runId: 'run-1', name: 'Second try' });
  });

  it('has no accessibility violations, before and after a run', async () => {
    await show();
    expect(await axeViolations(document.body)).toEqual([]);
    document.body.replaceChildren();
    await show(withRuns(runRecord(), runRecord({ id: 'run-2', name: 'Another' })));
    expect(await axeViolations(document.body)).toEqual([]);
  });
});
