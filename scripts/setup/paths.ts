import path from 'node:path';
import { cacheFolder } from './cache.ts';

export const checkout = path.resolve(import.meta.dirname, '../..');
export const cache = cacheFolder();

/** What set-up knows of this checkout's node_modules: inside it, so that both vanish together. */
export const stateFolder = path.join(checkout, 'node_modules', '.mebae');
