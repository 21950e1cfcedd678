import { app, type Session } from 'electron';
import { isAllowedRequest } from './request-rule.ts';

let refused = 0;

/** Requests to the network that were made and refused since the start. */
export function refusedRequests(): number {
  return refused;
}

/**
 * Item 1: "Only load secure content", taken to its end: Mebae never uses the network. Three walls:
 * every request of a page is judged by its scheme, the session is offline, and no name resolves.
 */
export function refuseNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !isAllowedRequest(details.url);
    if (cancel) {
      refused += 1;
      console.error(`mebae: a request was refused: ${new URL(details.url).origin}`);
    }
    answer({ cancel });
  });
  // Its dictionaries would be downloaded on Windows and Linux.
  session.setSpellCheckerEnabled(false);
  session.enableNetworkEmulation({ offline: true });
}

/** The third wall, and Chromium's own background traffic; before the application is ready. */
export function disableResolver(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('disable-domain-reliability');
}
