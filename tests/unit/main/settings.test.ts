import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { resolveLocale, SettingsStore } from '../../../main/settings.ts';
import { defaultSettings } from '../../../preload/contract.ts';

let folder: string;
const file = () => path.join(folder, 'settings.json');

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mebae-settings-'));
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

describe('SettingsStore', () => {
  it('starts with the defaults, and has its changes at the next start', async () => {
    const first = new SettingsStore(folder);
    expect(await first.load()).toEqual(defaultSettings);
    first.change({ ...defaultSettings, theme: 'light' });
    first.change({ ...defaultSettings, theme: 'dark' });
    await first.flush();
    expect((await new SettingsStore(folder).load()).theme).toBe('dark');
    expect(await readdir(folder)).toEqual(['settings.json']);
  });

  it.each([
    ['half a file', '{"version": 1, "theme": "da'],
    ['an older version', JSON.stringify({ ...defaultSettings, version: 0 })],
    ['an unknown key', JSON.stringify({ ...defaultSettings, home: '/etc' })],
    ['a prototype', '{"__proto__": {"version": 1}}'],
    ['another type', '[]'],
    ['nothing', ''],
    ['more than it ever holds', JSON.stringify({ ...defaultSettings, x: 'x'.repeat(2 ** 20) })],
  ])('gives way to the defaults for %s, and keeps the file aside', async (_name, content) => {
    await writeFile(file(), content);
    expect(await new SettingsStore(folder).load()).toEqual(defaultSettings);
    expect(await readFile(`${file()}.damaged`, 'utf8')).toBe(content);
  });

  // There are no named pipes among Windows' files.
  it.skipIf(process.platform === 'win32')('does not wait for a pipe to end', async () => {
    execFileSync('mkfifo', [file()]);
    expect(await new SettingsStore(folder).load()).toEqual(defaultSettings);
    expect(await readdir(folder)).toEqual(['settings.json.damaged']);
  });

  it('tells of a change with what was before', () => {
    const store = new SettingsStore(folder);
    const seen: string[] = [];
    store.onChange((now, before) => seen.push(`${before.theme} to ${now.theme}`));
    store.change({ ...defaultSettings, theme: 'dark' });
    expect(seen).toEqual(['system to dark']);
    return store.flush();
  });

  it('lives on when the disk refuses', async () => {
    const store = new SettingsStore(path.join(folder, 'gone'));
    store.change({ ...defaultSettings, theme: 'dark' });
    await store.flush();
    expect(store.current.theme).toBe('dark');
  });
});

it.each([
  ['ja', 'ja'],
  ['ja-JP', 'ja'],
  ['en-GB', 'en'],
  ['fr', 'en'],
  ['jam', 'en'],
])('resolves the system language %s to %s', (system, locale) => {
  expect(resolveLocale(system)).toBe(locale);
});
