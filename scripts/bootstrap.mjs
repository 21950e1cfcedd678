// The entry of npm start, npm test and npm run mebae: works on a bare clone with nothing but Node.js.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies } from './setup/dependencies.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Mebae needs Node.js 20.19 or later; this is ${process.versions.node}. Please install a current one from nodejs.org.`,
  );
  process.exit(1);
}
// Behind a proxy (schools): Node 24 and later then honour HTTPS_PROXY as npm and pip do.
process.env['NODE_USE_ENV_PROXY'] ||= '1';

try {
  installDependencies(join(fileURLToPath(import.meta.url), '..', '..'));
} catch (error) {
  console.error(`mebae: ${error.message}`);
  process.exit(1);
}
const { register } = await import('tsx/esm/api');
register();
const { run } = await import('./commands.ts');
process.exitCode = await run(process.argv[2], process.argv.slice(3));
