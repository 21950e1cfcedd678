import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  electronExecutable,
  electronExecutableIn,
  providedElectron,
} from '../../../scripts/electron.ts';
import { placeOfEntry } from '../../../scripts/setup/electron.ts';

afterEach(() => void vi.unstubAllEnvs());

describe("Electron's executable", () => {
  it("is the user's own where one is set, as Electron's tools have it", async () => {
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '/opt/electron');
    expect((await providedElectron())?.executable).toBe(electronExecutableIn('/opt/electron'));
    vi.stubEnv('ELECTRON_EXEC_PATH', process.execPath);
    expect(await electronExecutable()).toBe(process.execPath);
  });

  it('that is gone is said to be, with who named it', async () => {
    vi.stubEnv('ELECTRON_EXEC_PATH', path.join(import.meta.dirname, 'nothing-here'));
    await expect(electronExecutable()).rejects.toThrow(/ELECTRON_EXEC_PATH/);
  });

  it('has its place on every system', () => {
    expect(electronExecutableIn('d', 'linux')).toBe(path.join('d', 'electron'));
    expect(electronExecutableIn('d', 'win32')).toBe(path.join('d', 'electron.exe'));
    expect(electronExecutableIn('d', 'darwin')).toMatch(
      /Electron\.app\/Contents\/MacOS\/Electron$/,
    );
  });
});

describe("Cypress's package", () => {
  it('gives its Electron and nothing of Cypress', () => {
    expect(placeOfEntry('Cypress/Cypress')).toBe('Cypress');
    expect(placeOfEntry('Cypress/locales/ja.pak')).toBe('locales/ja.pak');
    expect(placeOfEntry('Cypress/resources/app/index.js')).toBeNull();
    expect(placeOfEntry('Cypress/browser_v8_context_snapshot.bin')).toBeNull();
  });
});
