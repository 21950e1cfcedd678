import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { hasDisplay, withDisplay } from './display.ts';
import { electronExecutable } from './electron.ts';
import { runInForeground } from './run.ts';
import { checkout } from './setup/paths.ts';

/** Opens the window. `args` go to the application. */
export async function start(args: string[]): Promise<number> {
  if (!hasDisplay()) {
    console.error(
      'There is no display to open a window on.\n' +
        '- On a desktop: run this in a terminal of the desktop session.\n' +
        '- Over SSH: connect with ssh -X, or set DISPLAY.\n' +
        '- To see Mebae work without one: npm start -- --tour drives the real window in a virtual\n' +
        '  display and leaves screenshots.',
    );
    return 1;
  }
  const executable = await electronExecutable();
  return runInForeground(executable, [checkout, ...sandboxArguments(executable), ...args], {
    cwd: checkout,
  });
}

/** Drives the main job in the real window, in a virtual display where there is no other. */
export async function tour(args: string[]): Promise<number> {
  const script = path.join(checkout, 'scripts', 'tour.ts');
  const command = withDisplay(process.execPath, ['--import', 'tsx', script, ...args]);
  return runInForeground(...command, { cwd: checkout });
}

/**
 * Chromium refuses to run as root with its sandbox (it could not give up root's rights), so root gets
 * none: that is for build machines. Everybody else keeps it.
 */
function sandboxArguments(executable: string): string[] {
  if (process.platform !== 'linux') return [];
  if (process.getuid?.() === 0) return ['--no-sandbox'];
  if (namespacesRestricted() && !isSetuid(path.join(path.dirname(executable), 'chrome-sandbox'))) {
    const helper = path.join(path.dirname(executable), 'chrome-sandbox');
    console.error(
      'This system lets no program make the sandbox that Mebae runs in. To allow its helper:\n' +
        `  sudo chown root:root "${helper}" && sudo chmod 4755 "${helper}"`,
    );
  }
  return [];
}

/** Ubuntu 23.10 and later: unprivileged user namespaces only for programs with a profile. */
function namespacesRestricted(): boolean {
  const setting = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';
  return existsSync(setting) && readFileSync(setting, 'utf8').trim() === '1';
}

const isSetuid = (file: string) => existsSync(file) && (statSync(file).mode & 0o4000) !== 0;
