/** States of a picture that can be gone back to; a picture of 28 x 28 takes 784 bytes. */
const mostSteps = 200;

/** The states before and after this one, oldest first. Values are never changed in place. */
export interface PixelHistory {
  readonly past: readonly Uint8Array[];
  readonly present: Uint8Array;
  readonly future: readonly Uint8Array[];
}

export const begin = (present: Uint8Array): PixelHistory => ({ past: [], present, future: [] });

const same = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && a.every((value, at) => value === b[at]);

/** A change, taken as one step; what had been undone is gone. No step where nothing changed. */
export function record(history: PixelHistory, present: Uint8Array): PixelHistory {
  if (same(history.present, present)) return history;
  return { past: [...history.past, history.present].slice(-mostSteps), present, future: [] };
}

export function undone(history: PixelHistory): PixelHistory {
  const present = history.past.at(-1);
  if (!present) return history;
  return { past: history.past.slice(0, -1), present, future: [history.present, ...history.future] };
}

export function redone(history: PixelHistory): PixelHistory {
  const [present, ...future] = history.future;
  if (!present) return history;
  return { past: [...history.past, history.present], present, future };
}
