/**
 * Seeded random numbers of our own, so that the order of the pictures and the first weights are the
 * same on every engine, system and version of TensorFlow.
 *
 * xoshiro128** 1.1 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS
 * 2021; public domain reference at https://prng.di.unimi.it/xoshiro128starstar.c), its 128 bits of
 * state filled by SplitMix64, as its authors advise.
 */

const mask64 = (1n << 64n) - 1n;

/** SplitMix64 (Steele, Lea, Flood 2014): 64-bit words that differ wholly between neighbouring seeds. */
export function splitMix64(seed: bigint): () => bigint {
  let state = seed & mask64;
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & mask64;
    let word = state;
    word = ((word ^ (word >> 30n)) * 0xbf58476d1ce4e5b9n) & mask64;
    word = ((word ^ (word >> 27n)) * 0x94d049bb133111ebn) & mask64;
    return word ^ (word >> 31n);
  };
}

export class RandomGenerator {
  readonly #state: Uint32Array;

  /** From the four 32-bit words of xoshiro128**'s state, not all zero. */
  constructor(state: ArrayLike<number>) {
    this.#state = Uint32Array.from(state);
  }

  /** `seed` and `stream` are integers from 0 to 2^32 - 1: every pair is a sequence of its own. */
  static seeded(seed: number, stream: number): RandomGenerator {
    const next = splitMix64((BigInt(seed) << 32n) | BigInt(stream));
    const words = [next(), next()];
    return new RandomGenerator(
      words.flatMap((word) => [Number(word & 0xffffffffn), Number(word >> 32n)]),
    );
  }

  /** An integer from 0 to 2^32 - 1. */
  next(): number {
    const state = this.#state;
    const [a, b, c, d] = [state[0]!, state[1]!, state[2]!, state[3]!];
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const mixed = c ^ a;
    const last = d ^ b;
    state[1] = b ^ mixed;
    state[0] = a ^ last;
    state[2] = mixed ^ (b << 9);
    state[3] = rotateLeft(last, 11);
    return result;
  }

  /** An integer from 0 to `bound` - 1, each as likely: draws beyond the bound are thrown away. */
  below(bound: number): number {
    const mask = bound <= 1 ? 0 : 0xffffffff >>> Math.clz32(bound - 1);
    for (;;) {
      const draw = (this.next() & mask) >>> 0;
      if (draw < bound) return draw;
    }
  }

  /** A multiple of 2^-24 in [0, 1): exactly representable as float32. */
  fraction(): number {
    return (this.next() >>> 8) / 2 ** 24;
  }
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
