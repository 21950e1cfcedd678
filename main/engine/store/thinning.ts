/**
 * At most `most` of these epochs (in order), spread as evenly as may be: the first and the last stay,
 * and of the others, one by one, the one goes whose neighbours are nearest to each other; of several,
 * the oldest.
 */
export function thinned(epochs: readonly number[], most: number): number[] {
  if (most < 2) return [];
  const kept = [...epochs];
  while (kept.length > most) {
    let goes = 1;
    for (let at = 2; at < kept.length - 1; at += 1) {
      if (gapWithout(kept, at) < gapWithout(kept, goes)) goes = at;
    }
    kept.splice(goes, 1);
  }
  return kept;
}

function gapWithout(epochs: readonly number[], at: number): number {
  return epochs[at + 1]! - epochs[at - 1]!;
}
