import type { GraphSession } from './graph-session.ts';
import { cutFor } from './part-sizes.ts';

export interface Piece {
  samples: number;
  lossSum: number;
  correct: number;
  /** Whether it was its step's last: the weights have moved. */
  isLast: boolean;
}

interface PieceOptions {
  batchSize: number;
  /** Pictures that go through the network at once. */
  atOnce: number;
  /** Into how many parts a piece is cut. */
  parts: number;
}

/** Trains steps that are too long for one run of the session: piece by piece (graph/accumulation.ts). */
export class StepInPieces {
  /** Pictures of the step under way that have been through the network. */
  #through = 0;

  constructor(
    private readonly session: GraphSession,
    private readonly options: PieceOptions,
  ) {}

  /**
   * The step's next piece, from `left`, the pictures left of the epoch. `numbersOf` gives what the
   * graph is told of the step if its batch has so many pictures.
   */
  run(left: Int32Array, step: number, numbersOf: (batch: number) => Float32Array): Piece {
    const { batchSize, atOnce, parts } = this.options;
    const batch = Math.min(batchSize, this.#through + left.length);
    const samples = Math.min(atOnce, batch - this.#through);
    const values = numbersOf(batch);
    const numbers = { values, shape: [values.length] };
    const piece = step * Math.ceil(batchSize / atOnce) + this.#through / atOnce;
    if (this.#through === 0) this.session.run('beginStep');
    const { signature, sizes } = cutFor('accumulate', samples, parts);
    const { lossSum, correct } = this.session.run(signature, {
      rows: { values: left.subarray(0, samples), shape: [samples] },
      parts: sizes,
      numbers,
      piece: { values: Int32Array.of(piece), shape: [] },
    });
    this.#through += samples;
    const isLast = this.#through === batch;
    if (isLast) {
      this.session.run('moveWeights', { numbers });
      this.#through = 0;
    }
    return { samples, lossSum: lossSum![0]!, correct: correct![0]!, isLast };
  }
}
