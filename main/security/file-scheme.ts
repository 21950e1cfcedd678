import type { Session } from 'electron';

/**
 * Item 18: "Avoid usage of the file:// protocol". Nothing in the application loads a file: URL, so
 * a page that tries (a dropped file that became a navigation, an injected frame) gets nothing.
 */
export function refuseFileScheme(session: Session): void {
  session.protocol.handle('file', () => new Response(null, { status: 403 }));
}
