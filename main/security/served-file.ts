import path from 'node:path';
import { contentSecurityPolicy } from './content-security-policy.ts';

/** What the renderer is made of; anything else is not served, whatever lies in the folder. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.woff2': 'font/woff2',
};

/**
 * The file that a URL of the application's scheme names, and its type; null where the URL leads
 * anywhere but to a file of a known kind below the folder. Decoded first and checked after:
 * `%2e%2e%2f` and `..%5c` are ways out of a folder too.
 */
export function servedFile(
  url: string,
  folder: string,
  { host }: { host: string },
): { path: string; type: string } | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.host !== host) return null;
  const name = decode(parsed.pathname);
  if (name === null || /[\\\0:]/.test(name)) return null;
  const file = path.resolve(folder, `./${name === '/' ? 'index.html' : name}`);
  const below = path.relative(folder, file);
  if (below === '' || below.startsWith('..') || path.isAbsolute(below)) return null;
  const type = types[path.extname(file).toLowerCase()];
  return type === undefined ? null : { path: file, type };
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

/** Headers of every answer: the policy, no guessing of types, no sharing with other origins. */
export function responseHeaders(type: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  };
}
