import type { Failure } from '../../../../preload/contract.ts';
import { failureOf, type EngineClient } from '../../../engine/client.ts';
import { Latest } from '../../../state/latest.ts';

export interface PixelAnswer {
  runId: string;
  epoch: number;
  /** One a class. */
  probabilities: Float32Array;
}

/**
 * What a trained network makes of pixels that change while a hand moves: one request under way at a
 * time, then the newest pixels; what lay between is never asked for.
 */
export class PixelAnswers {
  answer = $state.raw<PixelAnswer | null>(null);
  failure = $state.raw<Failure | null>(null);
  readonly #latest = new Latest<PixelAnswer>();

  constructor(private readonly client: EngineClient) {}

  /** @param epoch left out: the weights of now */
  ask(runId: string, pixels: Uint8Array, epoch?: number): void {
    this.#latest.want(
      () => this.#request(runId, pixels, epoch),
      (answer) => {
        this.failure = null;
        this.answer = answer;
      },
    );
  }

  /** Told in place: at sixty strokes a second the strip would have nothing else to say. */
  async #request(runId: string, pixels: Uint8Array, epoch?: number): Promise<PixelAnswer | null> {
    const moment = epoch === undefined ? {} : { epoch };
    try {
      const reply = await this.client.request('inspect.pixels', { runId, pixels, ...moment });
      return { runId, epoch: reply.epoch, probabilities: reply.probabilities };
    } catch (error) {
      this.answer = null;
      this.failure = failureOf(error);
      return null;
    }
  }
}
