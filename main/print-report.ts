import { BrowserWindow, session } from 'electron';
import { MebaeError } from '../preload/contract.ts';
import { applicationPage, applicationScheme } from './security/origin.ts';

/** Items 7 and 8 for the one page that is not ours to trust: its own styles and pictures, nothing else. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
/** A4 of a few pages takes less than two seconds on a slow computer. */
const deadline = 30_000;

let printed = 0;

/**
 * A report's HTML as PDF. It holds what a student typed and what files named, so it is shown to nobody:
 * a hidden, sandboxed window without scripts and preload, on a session of its own that keeps nothing
 * and has no network (see security/), answers one address and loads one page.
 * @throws MebaeError unexpected, when the page can't be printed or takes longer than half a minute
 */
export async function printReport(html: string): Promise<Uint8Array> {
  const own = session.fromPartition(`report-${++printed}`, { cache: false });
  own.protocol.handle(
    applicationScheme,
    () =>
      new Response(html, {
        headers: {
          'Content-Type': 'text/html; charset=utf-8',
          'Content-Security-Policy': policy,
          'X-Content-Type-Options': 'nosniff',
        },
      }),
  );
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: own, sandbox: true, javascript: false, contextIsolation: true },
  });
  try {
    return await within(deadline, async () => {
      await window.loadURL(applicationPage);
      return await window.webContents.printToPDF({
        pageSize: 'A4',
        printBackground: true,
        generateTaggedPDF: true,
        generateDocumentOutline: true,
      });
    });
  } finally {
    window.destroy();
  }
}

async function within<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new MebaeError('unexpected', 'the report took too long to print')),
      milliseconds,
    );
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
