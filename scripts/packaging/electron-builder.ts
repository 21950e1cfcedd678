import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { Arch, build, Platform, type AfterPackContext } from 'electron-builder';
import { electronExecutable, electronExecutableIn } from '../electron.ts';
import { checkout } from '../setup/paths.ts';

/**
 * Packs dist/stage with the Electron that set-up provided. Nothing is downloaded for `dir` and `tar.gz`;
 * electron-builder fetches the tools for installers from its makers.
 * @param output the folder for the packages and the unpacked program
 * @returns the packages' files (none for `dir`)
 */
export async function packStage(
  stage: string,
  output: string,
  targets: string[],
): Promise<string[]> {
  prepare7zip();
  const electronDist = await electronFolder();
  return build({
    projectDir: checkout,
    // Of the machine it runs on only: node_modules holds its native parts and no others.
    targets: Platform.current().createTarget(targets, Arch[process.arch as 'x64' | 'arm64']),
    publish: 'never',
    config: {
      extends: path.join(checkout, 'electron-builder.yml'),
      electronDist,
      electronVersion: (await readFile(path.join(electronDist, 'version'), 'utf8')).trim(),
      directories: { app: path.relative(checkout, stage), output },
      afterExtract: removeDefaultApp,
    },
  });
}

/** The unpacked Electron: on macOS the folder that holds Electron.app. */
async function electronFolder(): Promise<string> {
  let folder = path.dirname(await electronExecutable());
  const inside = path.relative('.', electronExecutableIn('.'));
  for (let depth = inside.split(path.sep).length; depth > 1; depth -= 1) {
    folder = path.dirname(folder);
  }
  return folder;
}

/** What runs a folder named among the arguments has no place in a package, nor has set-up's stamp. */
async function removeDefaultApp({ appOutDir }: AfterPackContext): Promise<void> {
  for (const name of ['resources/app', 'resources/default_app.asar', 'finished.json']) {
    await rm(path.join(appOutDir, name), { recursive: true, force: true });
  }
}

/**
 * Debian's 7-Zip where it is there: electron-builder would download one of its own. On Linux it packs
 * the tar.gz only: 750 MB to 280 in ten seconds, or with electron-builder's level to 265 in four minutes.
 */
function prepare7zip(): void {
  const debians = '/usr/bin/7za';
  if (existsSync(debians)) process.env['ELECTRON_BUILDER_7ZIP_PATH'] ??= debians;
  if (process.platform === 'linux') process.env['ELECTRON_BUILDER_COMPRESSION_LEVEL'] ??= '1';
}

/** Where electron-builder leaves the unpacked program, and its executable. */
export function unpackedProgram(
  output: string,
  platform: NodeJS.Platform = process.platform,
  architecture: string = process.arch,
): { folder: string; executable: string; resources: string } {
  const suffix = architecture === 'x64' ? '' : `-${architecture}`;
  if (platform === 'darwin') {
    const folder = path.join(output, `mac${suffix}`, 'Mebae.app');
    const contents = path.join(folder, 'Contents');
    return {
      folder,
      executable: path.join(contents, 'MacOS', 'Mebae'),
      resources: path.join(contents, 'Resources'),
    };
  }
  const windows = platform === 'win32';
  const folder = path.join(output, `${windows ? 'win' : 'linux'}${suffix}-unpacked`);
  return {
    folder,
    executable: path.join(folder, windows ? 'Mebae.exe' : 'mebae'),
    resources: path.join(folder, 'resources'),
  };
}
