import { inPartsName } from '../graph/parts.ts';
import type { Feed } from './graph-session.ts';

/**
 * A signature that takes batches whole or in parts (graph/parts.ts), and the sizes to feed it with
 * for `count` pictures: as equal as can be, the larger ones first; [parts] int32.
 */
export function cutFor(
  name: string,
  count: number,
  parts: number,
): { signature: string; sizes: Feed } {
  const number = count < parts ? 1 : parts;
  const small = Math.floor(count / number);
  const values = Int32Array.from(
    { length: number },
    (_, part) => small + (part < count % number ? 1 : 0),
  );
  return { signature: inPartsName(name, number), sizes: { values, shape: [number] } };
}
