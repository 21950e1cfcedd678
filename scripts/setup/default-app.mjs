// Runs the application folder given on the command line, as Electron's own default app does. It goes
// into the fallback Electron (see electron.ts), which comes without one.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const folder = process.argv
  .slice(1)
  .filter((argument) => !argument.startsWith('-'))
  .map((argument) => path.resolve(argument))
  .find((argument) => existsSync(path.join(argument, 'package.json')));

if (!folder) {
  console.error('Usage: electron APPLICATION-FOLDER');
  app.exit(2);
} else {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  app.setName(manifest.productName ?? manifest.name);
  app.setVersion(manifest.version);
  app.setAppPath(folder);
  // Awaited at the top level: Electron gives 'ready' only after it, so that the application can
  // still register its scheme.
  await import(pathToFileURL(path.join(folder, manifest.main)).href);
}
