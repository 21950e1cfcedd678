import * as v from 'valibot';
import { builtInDatasets } from '../../preload/contract.ts';
import { datasetInfo, loadDataset } from './data/datasets.ts';
import { Session } from './session.ts';
import { readEngineArguments, type EngineArguments } from './session/arguments.ts';
import { clientPort, electronParentPort } from './session/electron-port.ts';
import { availableMemory } from './session/memory.ts';
import { RunStore } from './store/run-store.ts';
import { chooseBackend, type ChosenBackend } from './trainers/choose.ts';

/**
 * Entry of the utility process. Main sends `{kind: 'client'}` with a port for each window, and
 * `{kind: 'quit'}`; it is told `{kind: 'ready'}` and, by `{kind: 'training', active}`, whether a
 * training is under way.
 */
const MainMessageSchema = v.variant('kind', [
  v.object({ kind: v.literal('client') }),
  v.object({ kind: v.literal('quit') }),
]);

/** An error that nobody caught leaves nothing to rely on: main starts a new engine. */
function die(error: unknown): never {
  console.error(error);
  process.exit(1);
}

/** Main's probe has tried native TensorFlow in another process already. */
async function loadEngine(options: EngineArguments): Promise<ChosenBackend> {
  const { engine, whyNotNative, threads } = options;
  const probe = () => Promise.resolve({ ok: true, version: '' } as const);
  const chosen = await chooseBackend({
    engine: engine === 'native' ? 'auto' : engine,
    probe,
    ...(threads === undefined ? {} : { threads }),
  });
  return engine === 'native' ? chosen : { ...chosen, whyNotNative };
}

/** Decoders come after TensorFlow: the window is waiting for that, and no picture was dropped yet. */
const loadDecoders = () => import('./pictures/prepare.ts');

async function start(): Promise<void> {
  const main = electronParentPort();
  if (!main) throw new Error('The engine is started by Mebae; on its own, use cli.js.');
  const options = readEngineArguments(process.argv.slice(2));
  const engine = loadEngine(options);
  const session = new Session({
    engine,
    datasets: builtInDatasets.map(datasetInfo),
    loadDataset: (id) => loadDataset(id, options.assets),
    preparePicture: async (...picture) => (await loadDecoders()).preparePicture(...picture),
    store: await RunStore.open(options.data),
    appVersion: options.version,
    availableMemory,
  });
  session.onActive((active) => main.postMessage({ kind: 'training', active }));
  const quit = () => session.close().then(() => process.exit(0), die);
  main.on('message', ({ data, ports }) => {
    const message = v.safeParse(MainMessageSchema, data);
    if (!message.success) return;
    if (message.output.kind === 'quit') void quit();
    else if (ports[0]) session.connect(clientPort(ports[0]));
  });
  // Not before TensorFlow is loaded: should that end the process, main takes the portable engine.
  await engine;
  main.postMessage({ kind: 'ready' });
  await loadDecoders();
}

process.on('uncaughtException', die);
process.on('unhandledRejection', die);
start().catch(die);
