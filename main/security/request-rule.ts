import { isOwnUrl } from './origin.ts';

/** Kept in memory or inside the program: none of these reaches a network or a file. */
const localSchemes = ['data:', 'blob:', 'devtools:'];

/** Whether a page's request stays inside the application. */
export function isAllowedRequest(url: string): boolean {
  if (isOwnUrl(url)) return true;
  return URL.canParse(url) && localSchemes.includes(new URL(url).protocol);
}
