/**
 * The seed of a random operation as one 32-bit number: other for every training seed and every place
 * in the graph. The step is the seed's second number, so nothing random has a state to keep.
 * Mixing as in MurmurHash3's finalizer (Appleby, public domain).
 */
export function seedNumber(trainingSeed: number, place: number): number {
  let mixed = (trainingSeed ^ Math.imul(place + 1, 0x9e3779b9)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
