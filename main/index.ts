import { app } from 'electron';
import { Application } from './application.ts';
import { parseStart } from './arguments.ts';
import { runCommandLine } from './command-line.ts';
import { pathsFrom } from './paths.ts';
import { enforceSecurity } from './security/index.ts';
import { chooseUserData } from './user-data.ts';

// Everything here happens before Electron is ready: schemes and switches count only until then, and
// an await of `ready` at the top level of a module would wait for itself.
const paths = pathsFrom(import.meta.dirname, process.resourcesPath);
chooseUserData();
enforceSecurity();

const start = parseStart(process.argv, paths.application, process.cwd());
if (start.kind === 'command') {
  void runCommandLine(paths.commandLine, start.args).catch((error: unknown) => {
    console.error(error);
    app.exit(1);
  });
} else {
  new Application(paths, start).run();
}
