import { i18n } from '../messages/i18n.svelte.ts';
import type { App } from '../state/app.svelte.ts';

/** Saves a run as one file: main asks where, as for any download. */
export async function saveRun(app: App, runId = app.runs.selected?.id): Promise<void> {
  if (runId === undefined) {
    app.notices.tell(i18n.t.shell.drop.nothingToSave);
    return;
  }
  await app.attempt(async () => {
    const { fileName, bytes } = await app.client.request('runs.export', { runId });
    const address = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
    const link = document.createElement('a');
    link.href = address;
    link.download = fileName;
    link.click();
    // The download has its own hold on the bytes once it has begun.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  });
}
