import { app, utilityProcess } from 'electron';

/**
 * Runs a command of the command line in a utility process and ends with its exit code. Ctrl-C is
 * passed on as a message: a utility process gets no signals on some systems, and the command saves
 * what was trained before it ends. On Linux without a display, Electron itself ends before it reads
 * this file, unless it is given `--ozone-platform=headless` (before the command).
 */
export async function runCommandLine(script: string, args: string[]): Promise<void> {
  app.disableHardwareAcceleration();
  app.dock?.hide();
  await app.whenReady();
  const child = utilityProcess.fork(script, args, {
    serviceName: 'Mebae command line',
    stdio: 'inherit',
  });
  // Electron turns the signal into a wish to quit before Node sees it; asked twice, it gives in.
  let interrupted = false;
  app.on('before-quit', (event) => {
    if (interrupted) return;
    event.preventDefault();
    interrupted = true;
    child.postMessage({ kind: 'interrupt' });
  });
  child.once('exit', (code) => app.exit(code));
}
