import type { WebContents } from 'electron';

/**
 * Items 11 and 12: `<webview>` is off in the web preferences; should one be attached all the same,
 * it is refused here, whatever options it asks for.
 */
export function refuseWebview(contents: WebContents): void {
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
