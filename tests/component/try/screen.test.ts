import { screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { MebaeError } from '../../../preload/contract.ts';
import { catalogues } from '../../../renderer/messages/catalogue.ts';
import Screen from '../../../renderer/screens/try/Screen.svelte';
import { axeViolations } from '../accessibility.ts';
import {
  hello,
  renderWith,
  runRecord,
  startApp,
  type Answers,
  type ScriptedHost,
} from '../harness.ts';

const t = catalogues.en.tryOut;
const user = userEvent.setup();
let host: ScriptedHost;
afterEach(() => host.close());

const four = Float32Array.from({ length: 10 }, (_, index) => (index === 4 ? 0.91 : 0.01));
const prepared = {
  original: { width: 2, height: 2, rgba: new Uint8Array(16).fill(200) },
  inverted: true,
  centred: true,
  input: new Uint8Array(784).fill(9),
};
const trained: Answers = {
  hello: () => hello({ runs: [runRecord()] }),
  'classify.image': ({ bytes }) => {
    if (bytes[0] === 0) throw new MebaeError('unreadable-image');
    return { prepared, probabilities: four, epoch: 3 };
  },
};
const file = (name: string, first = 1) => new File([Uint8Array.of(first, 2, 3)], name);

async function show(script: Answers = trained) {
  const started = await startApp(script);
  host = started.host;
  renderWith(started.app, Screen);
  return started.app;
}

describe('Try', () => {
  it('invites to drop, and says when no network can answer yet', async () => {
    await show({});
    expect(screen.getByText(t.drop)).toBeTruthy();
    expect(screen.getByText(t.noRun)).toBeTruthy();
    expect(await axeViolations(document.body)).toEqual([]);
  });

  it('shows the class, ten numbers and what the network received', async () => {
    const app = await show();
    app.dropped.add([file('four.png')]);
    expect(await screen.findByRole('article', { name: 'four.png' })).toBeTruthy();
    expect(screen.getByText('0.9100')).toBeTruthy();
    expect(screen.getByText(t.steps.inverted)).toBeTruthy();
    await user.click(screen.getByLabelText(t.numbers));
    expect(screen.getAllByRole('gridcell')).toHaveLength(784);
    expect(await axeViolations(document.body)).toEqual([]);
  });

  it("puts a broken file's message beside its name, and goes on with the others", async () => {
    const app = await show();
    app.dropped.add([file('broken.png', 0), file('good.png')]);
    const message = catalogues.en.errors['unreadable-image']();
    expect(await screen.findByTitle(message)).toBeTruthy();
    expect(await screen.findByRole('article', { name: 'good.png' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /broken\.png/ }));
    expect(screen.getByRole('alert').textContent.trim()).toBe(message);
  });

  it('clears the list and brings it back', async () => {
    const app = await show();
    app.dropped.add([file('a.png'), file('b.png')]);
    await user.click(await screen.findByRole('button', { name: t.clear }));
    expect(app.dropped.items).toHaveLength(0);
    app.notices.list[0]!.action!.run();
    expect(app.dropped.items.map(({ name }) => name)).toEqual(['a.png', 'b.png']);
  });
});
