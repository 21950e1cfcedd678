import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { applicationHost, applicationScheme } from './origin.ts';
import { responseHeaders, servedFile } from './served-file.ts';

/**
 * Item 18: "Avoid usage of the file:// protocol and prefer usage of custom protocols", and item 1:
 * "Only load secure content". A page from file: may read every file of the user; a page of our own
 * scheme has a real origin, and reaches nothing but the files below out/renderer.
 */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: applicationScheme,
      // No bypassCSP, no corsEnabled: the page needs neither.
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Answers requests of the scheme with the renderer's files, and file: with a refusal. */
export function serveRenderer(session: Session, folder: string): void {
  session.protocol.handle(applicationScheme, async (request) => {
    const file = servedFile(request.url, folder, { host: applicationHost });
    if (request.method !== 'GET' || file === null) return refusal(404);
    try {
      // fs reads from inside app.asar too; net.fetch(file:) would need file: privileges back.
      const body = await readFile(file.path);
      return new Response(new Uint8Array(body), { headers: responseHeaders(file.type) });
    } catch {
      return refusal(404);
    }
  });
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: responseHeaders('text/plain') });
}
