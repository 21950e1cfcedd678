import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseStart } from '../../../main/arguments.ts';

const application = path.resolve('/work/mebae');
const parse = (...args: string[]) =>
  parseStart(['/usr/bin/electron', ...args], application, path.resolve('/home/ada'));

describe('parseStart', () => {
  it('opens the window without a command', () => {
    expect(parse(application, '--no-sandbox')).toEqual({
      kind: 'window',
      files: [],
      engine: 'auto',
    });
  });

  it('takes a command after the folder, and everything behind it, switches before it left out', () => {
    expect(parse('--no-sandbox', application, '--lang=ja', 'train', '--epochs', '2')).toEqual({
      kind: 'command',
      args: ['train', '--epochs', '2'],
    });
    expect(parse('--help')).toEqual({ kind: 'command', args: ['--help'] });
  });

  it('does not take a word for a command that is not the first', () => {
    expect(parse(application, 'a.mebae', 'train').kind).toBe('window');
  });

  it('collects saved runs from where the user stands', () => {
    expect(parse(application, 'runs/a.mebae', '/b.MEBAE', 'c.txt')).toMatchObject({
      files: [path.resolve('/home/ada/runs/a.mebae'), path.resolve('/b.MEBAE')],
    });
  });

  it('takes a saved run that a file manager names by its URL', () => {
    expect(parse('file:///home/ada/%E8%A8%98%E9%8C%B2%201.mebae')).toMatchObject({
      files: [path.resolve('/home/ada/記録 1.mebae')],
    });
    expect(parse('file://%/x.mebae')).toMatchObject({ files: ['file://%/x.mebae'] });
  });

  it('reads the choice of engine in both spellings, and no other value', () => {
    expect(parse(application, '--engine=portable')).toMatchObject({ engine: 'portable' });
    expect(parse(application, '--engine', 'native')).toMatchObject({ engine: 'native' });
    expect(parse(application, '--engine=gpu')).toMatchObject({ engine: 'auto' });
  });
});
