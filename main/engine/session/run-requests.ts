import { MebaeError, type EngineEvent } from '../../../preload/contract.ts';
import { decodeRun } from '../store/run-file.ts';
import type { RunStore } from '../store/run-store.ts';
import type { Handlers } from './handlers.ts';
import { estimateAnswerMemory, requireMemory } from './memory.ts';

export interface RunRequestContext {
  store: RunStore;
  /** The run being trained, if any. */
  activeRunId(): string | null;
  /** Its weights are other ones now, or gone. */
  forget(runId: string): void;
  broadcast(event: EngineEvent): void;
  availableMemory(): number;
}

type Kinds = 'runs.rename' | 'runs.delete' | 'runs.restore' | 'runs.export' | 'runs.import';

/** Looks after the runs that are kept. */
export function runRequests(context: RunRequestContext): Handlers<Kinds> {
  const { store, broadcast } = context;
  return {
    'runs.rename': async ({ runId, name }) => {
      const run = await store.get(runId).update({ name });
      broadcast({ event: 'run.changed', run });
      return { run };
    },
    'runs.delete': async ({ runId }) => {
      if (context.activeRunId() === runId) throw new MebaeError('busy');
      await store.delete(runId);
      context.forget(runId);
      broadcast({ event: 'run.deleted', runId });
      return {};
    },
    'runs.restore': async ({ runId }) => {
      const run = await store.restore(runId);
      broadcast({ event: 'run.changed', run });
      return { run };
    },
    'runs.export': async ({ runId }) => ({
      fileName: fileNameFor(store.get(runId).record.name),
      bytes: await store.export(runId),
    }),
    'runs.import': async ({ bytes }) => {
      const saved = decodeRun(bytes);
      // A file of a few kilobytes may describe a network whose layers' outputs fill gigabytes.
      requireMemory(estimateAnswerMemory(saved.record.network), context.availableMemory());
      const run = await store.import(saved);
      broadcast({ event: 'run.changed', run });
      return { run };
    },
  };
}

/** A file name that every system takes: Windows forbids the most. */
export function fileNameFor(name: string): string {
  const allowed = name
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    .replaceAll(/[<>:"/\\|?*\u0000-\u001f\u007f]/g, ' ')
    // Marks that turn the direction of text can make a name read as another, of another kind.
    .replaceAll(/\p{Bidi_Control}/gu, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '');
  // By code points: half a surrogate pair is no name either.
  const safe = [...allowed]
    .slice(0, 100)
    .join('')
    .replace(/[. ]+$/, '');
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(safe);
  return `${safe === '' || reserved ? 'run' : safe}.mebae`;
}
