import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { stateFolder } from './setup/paths.ts';

/** The Electron that set-up found, written to node_modules/.mebae/electron.json. */
export interface ProvidedElectron {
  executable: string;
  version: string;
  /** The npm package or maker it came from. */
  source: string;
}

/** The executable inside an unpacked Electron. */
export function electronExecutableIn(
  folder: string,
  platform: NodeJS.Platform = process.platform,
): string {
  if (platform === 'darwin') return path.join(folder, 'Electron.app/Contents/MacOS/Electron');
  return path.join(folder, platform === 'win32' ? 'electron.exe' : 'electron');
}

/** What the user chose by the variables that Electron's own tools know, or what set-up provided. */
export async function providedElectron(): Promise<ProvidedElectron | null> {
  const chosen = process.env['ELECTRON_EXEC_PATH'];
  if (chosen) return { executable: chosen, version: 'unknown', source: 'ELECTRON_EXEC_PATH' };
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (folder) {
    const source = 'ELECTRON_OVERRIDE_DIST_PATH';
    return { executable: electronExecutableIn(folder), version: 'unknown', source };
  }
  const file = path.join(stateFolder, 'electron.json');
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as ProvidedElectron);
}

/** The path of Electron's executable. @throws Error when set-up has not run, or it is gone. */
export async function electronExecutable(): Promise<string> {
  const provided = await providedElectron();
  if (!provided) throw new Error('Electron is not here yet: npm start or npm test brings it.');
  if (!existsSync(provided.executable)) {
    throw new Error(`Electron is not at ${provided.executable} (from ${provided.source}).`);
  }
  return provided.executable;
}
