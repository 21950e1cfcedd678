import { isOwnPage } from './origin.ts';

/** What is known of the frame that sent a message; null once it has navigated or gone. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
}

/** Item 17: only the main frame of the application's own page speaks to main. */
export function isTrustedSender(frame: SenderFrame | null): boolean {
  return frame !== null && frame.parent === null && isOwnPage(frame.url);
}
