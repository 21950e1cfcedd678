import { describe, expect, it } from 'vitest';
import {
  choice,
  decimalNumber,
  parseCommand,
  wholeNumber,
} from '../../../main/engine/cli/options.ts';
import { UsageError } from '../../../main/engine/cli/usage-error.ts';

describe('parseCommand', () => {
  it('reads options in both forms, flags and names of files', () => {
    const args = ['--model=a', '--top', '5', 'x.png', '--json', '--', '--odd.png'];
    expect(parseCommand('classify', args)).toEqual({
      options: { model: 'a', top: '5', json: true },
      positionals: ['x.png', '--odd.png'],
    });
  });

  it.each([
    [['--epoch', '3'], 'there is no option --epoch; did you mean --epochs?'],
    [['--batchsize', '3'], 'did you mean --batch-size?'],
    [['--xyzzy'], 'there is no option --xyzzy'],
    [['--constructor'], 'there is no option --constructor'],
    [['-x'], 'there is no option -x'],
    [['--epochs'], '--epochs needs a value'],
    [['--epochs', '--json'], '--epochs needs a value'],
    [['--json=yes'], '--json takes no value'],
    [['--seed', '1', '--seed', '2'], '--seed is given twice'],
    [['mnist'], 'mebae train takes no "mnist"'],
  ])('refuses %j', (args, message) => {
    expect(() => parseCommand('train', args)).toThrow(new UsageError(message).message);
    expect(() => parseCommand('train', args)).toThrow(UsageError);
  });
});

describe('values', () => {
  const limits = { min: 1, max: 100 };

  it('reads whole numbers and refuses anything else', () => {
    expect(wholeNumber({ epochs: '100' }, 'epochs', limits)).toBe(100);
    expect(wholeNumber({}, 'epochs', limits)).toBeUndefined();
    for (const epochs of ['0', '101', '1.5', '1e1', '', 'x', '0x10']) {
      expect(() => wholeNumber({ epochs }, 'epochs', limits)).toThrow(
        `--epochs takes a whole number from 1 to 100, not "${epochs}"`,
      );
    }
  });

  it('reads numbers and refuses anything else', () => {
    expect(decimalNumber({ rate: '1e-3' }, 'rate', { min: 0, max: 1 })).toBe(0.001);
    for (const rate of ['2', 'NaN', '', ' ', 'Infinity']) {
      expect(() => decimalNumber({ rate }, 'rate', { min: 0, max: 1 })).toThrow(UsageError);
    }
  });

  it('reads one of several words', () => {
    expect(choice({ engine: 'native' }, 'engine', ['auto', 'native'])).toBe('native');
    expect(() => choice({ engine: 'gpu' }, 'engine', ['auto', 'native'])).toThrow(
      '--engine takes auto, native, not "gpu"',
    );
  });
});
