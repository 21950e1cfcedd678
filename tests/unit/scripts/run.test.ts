import { describe, expect, it } from 'vitest';
import { runChild } from '../../../scripts/setup/child.ts';
import { hasDisplay } from '../../../scripts/display.ts';
import { runInForeground } from '../../../scripts/run.ts';

const node = (program: string): [command: string, args: string[]] => [
  process.execPath,
  ['-e', program],
];

describe('a program in the foreground', () => {
  it('passes its exit code through, as a shell does for signals', async () => {
    expect(await runInForeground(...node('process.exit(7)'))).toBe(7);
    expect(await runInForeground(...node("process.kill(process.pid, 'SIGTERM')"))).toBe(143);
  });
});

describe('a program of the set-up', () => {
  it('gives its output', async () => {
    const [command, args] = node("process.stdout.write('out')");
    expect(await runChild(command, args)).toBe('out');
  });

  it('fails with its last words, its absence, or the time it took', async () => {
    const [command, args] = node("console.error('first\\nlast words'); process.exit(3)");
    await expect(runChild(command, args)).rejects.toThrow('ended with 3: last words');
    await expect(runChild('no-such-program', [])).rejects.toThrow('is not on this computer');
    const [, endless] = node('setInterval(() => {}, 1000)');
    await expect(runChild(command, endless, { limit: 100 })).rejects.toThrow('took too long');
  });
});

describe('a display', () => {
  it('is what DISPLAY or WAYLAND_DISPLAY says on Linux, and always there elsewhere', () => {
    expect(hasDisplay('linux', {})).toBe(false);
    expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true);
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
    expect(hasDisplay('darwin', {})).toBe(true);
  });
});
