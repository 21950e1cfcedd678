import { describe, expect, it } from 'vitest';
import { localeOf } from '../../../main/engine/cli/context.ts';
import { reportFailure } from '../../../main/engine/cli/errors.ts';
import { Output, type TextStream } from '../../../main/engine/cli/output.ts';
import { progressBar } from '../../../main/engine/cli/progress-bar.ts';
import { runCommand } from '../../../main/engine/cli/run-command.ts';
import { MebaeError, type TrainingProgress } from '../../../preload/contract.ts';

/** A stream that remembers. */
function memory(isTTY = false): TextStream & { text: string } {
  return {
    text: '',
    isTTY,
    write(more) {
      this.text += more;
    },
  };
}

function outputOf({ json = false, terminal = false } = {}) {
  const [stdout, stderr] = [memory(terminal), memory(terminal)];
  return { output: new Output(json, stdout, stderr), stdout, stderr };
}

describe('Output', () => {
  it('says JSON lines and nothing else with --json', () => {
    const { output, stdout, stderr } = outputOf({ json: true, terminal: true });
    output.event({ type: 'done', seconds: 2 });
    output.line('Done');
    output.bar('50 %');
    output.errorLine('oh');
    expect(stdout.text).toBe('{"type":"done","seconds":2}\n');
    expect(stderr.text).toBe('');
  });

  it('draws bars on a terminal only, and takes them away before a line', () => {
    const { output, stdout } = outputOf({ terminal: true });
    output.bar('50 %');
    output.line('Epoch 1');
    expect(stdout.text).toBe('\r\u001b[K50 %\r\u001b[KEpoch 1\n');
    const plain = outputOf();
    plain.output.bar('50 %');
    expect(plain.stdout.text).toBe('');
  });
});

describe('reportFailure', () => {
  const error = new MebaeError('empty-file');

  it('gives the code, the file and the text as JSON', () => {
    const { output, stdout } = outputOf({ json: true });
    reportFailure({ output, locale: 'en' }, error, 'x.png');
    expect(JSON.parse(stdout.text)).toEqual({
      type: 'error',
      code: 'empty-file',
      file: 'x.png',
      message: 'The file is empty.',
    });
  });

  it('speaks the language of the terminal', () => {
    const { output, stderr } = outputOf();
    reportFailure({ output, locale: 'ja' }, error, 'x.png');
    expect(stderr.text).toBe('x.png: ファイルが空です。\n');
  });
});

describe('localeOf', () => {
  it('heeds LC_ALL before LANG, and is English otherwise', () => {
    expect(localeOf({ LANG: 'ja_JP.UTF-8' })).toBe('ja');
    expect(localeOf({ LANG: 'ja_JP.UTF-8', LC_ALL: 'C' })).toBe('en');
    expect(localeOf({ LANG: 'ja_JP.UTF-8', LC_ALL: '' })).toBe('ja');
    expect(localeOf({})).toBe('en');
  });
});

describe('progressBar', () => {
  const progress: TrainingProgress = {
    runId: 'a',
    state: 'running',
    phase: 'training',
    epoch: 2,
    epochs: 5,
    step: 469,
    stepsPerEpoch: 938,
    loss: 0.3121,
    accuracy: 0.912,
    samplesPerSecond: 100_000,
    secondsLeft: 12.3,
  };

  it('shows epoch, share, loss, accuracy and the time left', () => {
    expect(progressBar(progress, 80)).toBe(
      'Epoch 2/5 [==========>          ] 50 %  loss 0.3121  accuracy 91.2 %  12 s left',
    );
  });

  it.each([20, 40, 60, 80, 200])('never reaches the end of a line of %i', (columns) => {
    expect(progressBar(progress, columns).length).toBeLessThan(columns);
    expect(progressBar({ ...progress, step: 938 }, columns).length).toBeLessThan(columns);
  });
});

describe('runCommand', () => {
  const run = async (args: string[], json = false, locale: 'en' | 'ja' = 'en') => {
    const { output, stdout, stderr } = outputOf({ json });
    const context = { output, locale, assets: '', version: '0', onInterrupt: () => undefined };
    const code = await runCommand(context, args);
    return { code, stdout: stdout.text, stderr: stderr.text };
  };

  it('helps in both languages', async () => {
    expect(await run(['--help'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Exit'),
    });
    const japanese = await run(['train', '--help'], false, 'ja');
    expect(japanese).toMatchObject({ code: 0, stdout: expect.stringContaining('終了コード') });
  });

  it('exits with 2 for wrong usage, and says what is wrong', async () => {
    expect(await run([])).toMatchObject({ code: 2 });
    expect(await run(['trian'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('did you mean "mebae train"?'),
    });
    expect(await run(['evaluate', '--dataset', 'mnist'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--model is needed'),
    });
    const json = await run(['train', '--resume', 'x', '--seed', '2', '--json'], true);
    expect(json.code).toBe(2);
    expect(JSON.parse(json.stdout)).toMatchObject({ type: 'error', code: 'usage' });
  });

  it('lists the datasets as JSON lines', async () => {
    const { code, stdout } = await run(['datasets', '--json'], true);
    const lines = stdout.trim().split('\n');
    expect(code).toBe(0);
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual([
      'mnist',
      'fashion-mnist',
    ]);
  });

  it('exits with 1 where something failed', async () => {
    expect(await run(['classify', '--model', '/nowhere/at/all', 'x.png'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no run in this folder.'),
    });
  });
});
