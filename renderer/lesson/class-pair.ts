/** Two classes, or those chosen so far, the one chosen first in front. */
export type ClassPair = readonly [] | readonly [number] | readonly [number, number];

/** What is chosen after a click on a class: a chosen one is given back, a third takes the older's place. */
export function pairAfter(pair: ClassPair, chosen: number): ClassPair {
  const [first, second] = pair;
  if (first === undefined) return [chosen];
  if (second === undefined) return first === chosen ? [] : [first, chosen];
  if (chosen === first) return [second];
  return chosen === second ? [first] : [second, chosen];
}
