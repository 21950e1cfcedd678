import path from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import { toFailure, type Report, type SavedReport } from '../preload/contract.ts';
import { writeFileAtomic } from './engine/store/atomic.ts';
import { printReport } from './print-report.ts';

/** Asks where the report shall go, prints it, and writes it there. */
export async function saveReport(
  report: Report,
  parent: BrowserWindow | null,
): Promise<SavedReport> {
  const options = {
    // A name only: the page doesn't choose the folder.
    defaultPath: path.join(app.getPath('documents'), path.basename(report.fileName)),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  };
  const { filePath } = await (parent
    ? dialog.showSaveDialog(parent, options)
    : dialog.showSaveDialog(options));
  if (!filePath) return { state: 'cancelled' };
  try {
    await writeFileAtomic(filePath, await printReport(report.html));
    return { state: 'saved' };
  } catch (error) {
    return { state: 'failed', failure: toFailure(error) };
  }
}
