import type {
  DatasetId,
  DatasetInfo,
  NamedTensor,
  RunRecord,
} from '../../../../preload/contract.ts';
import type { App } from '../../../state/app.svelte.ts';
import { Latest } from '../../../state/latest.ts';
import type { Among, NetworkRoom } from '../room.svelte.ts';
import type { Inspection, UnitPlace } from './inspection.ts';
import { isSame } from '../../../state/same.ts';

/** A picture on its way through a trained network. */
export class Look {
  /** The right classes of the validation pictures. */
  truths = $state.raw<Uint8Array | null>(null);
  /** Places of the validation pictures that the run answers wrongly; null: not asked for yet. */
  wrong = $state.raw<number[] | null>(null);
  #seen = $state.raw<{ runId: string; inspection: Inspection } | null>(null);
  #sample = $state.raw<Uint8Array | null>(null);
  readonly #latest = new Latest<{ runId: string; inspection: Inspection }>();
  #weights: { key: string; weights: Promise<NamedTensor[]> } | null = null;

  constructor(
    private readonly app: App,
    readonly room: NetworkRoom,
  ) {}

  /** A trained run of the very network on the bench: the chosen one, else the newest; null: none. */
  readonly run = $derived.by<RunRecord | null>(() => {
    const { usable, selected } = this.app.runs;
    const runs = usable.filter(({ network }) => isSame(network, this.app.editor.network));
    return runs.find(({ id }) => id === selected?.id) ?? runs[0] ?? null;
  });
  /** What the network on the bench makes of the picture; null: not known yet. */
  readonly inspection = $derived.by(() =>
    this.#seen?.runId === this.run?.id ? (this.#seen?.inspection ?? null) : null,
  );
  /** The unit that is looked at, where this network has it. */
  readonly chosen = $derived.by<UnitPlace | null>(() => {
    const { chosen } = this.room;
    const shape = chosen && this.inspection?.activations[chosen.layer]?.shape;
    if (!chosen || !shape || chosen.unit >= (shape.at(-1) ?? 0)) return null;
    const positions = shape.length === 3 ? shape[0]! * shape[1]! : 1;
    return { ...chosen, position: Math.min(chosen.position, positions - 1) };
  });
  readonly shape = $derived.by(() => this.app.editor.network.input);
  /** What flows in: height x width x channels bytes. */
  readonly pixels = $derived.by(() => this.room.drawn ?? this.#sample);
  /** The class of the sample that flows in; nobody knows that of a drawn one. */
  readonly truth = $derived.by(() =>
    this.room.drawn ? undefined : this.truths?.[this.room.picture],
  );
  /** The data set of the run; null: its pictures are not here. */
  readonly info = $derived.by<DatasetInfo | null>(() => {
    const { run } = this;
    return run && this.app.datasets.info(run.train.dataset);
  });
  /** Places of the pictures that the picker goes through. */
  readonly #candidates = $derived.by<number[]>(() => {
    const { among } = this.room;
    if (among === 'wrong') return this.wrong ?? [];
    const all = [...(this.truths ?? []).keys()];
    return among === 'all' ? all : all.filter((place) => this.truths?.[place] === among);
  });

  /** The next (1) or the one before (-1) of the pictures gone through, round and round. */
  step(by: 1 | -1): void {
    const places = this.#candidates;
    const { picture } = this.room;
    const next =
      by > 0
        ? (places.find((place) => place > picture) ?? places[0])
        : (places.findLast((place) => place < picture) ?? places.at(-1));
    if (next !== undefined) this.room.picture = next;
  }

  /** Goes through other pictures, and to the first of them. */
  choose(among: string): void {
    this.room.among = among === 'all' || among === 'wrong' ? among : (Number(among) as Among);
    if (among === 'all') return;
    if (among === 'wrong' && !this.wrong) void this.#findWrong().then(() => this.#first());
    else this.#first();
  }

  /** An empty picture to draw on. */
  clear(): void {
    const { height, width, channels } = this.shape;
    this.room.drawn = new Uint8Array(height * width * channels);
  }

  /** Brings the labels and the picture of the place chosen. Reads what it depends on: for an effect. */
  followPicture(): void {
    const { info } = this;
    const place = this.room.picture;
    if (!info || !this.app.client.connected) return;
    const id = info.id as DatasetId;
    void this.app.attempt(async () => {
      const labels = await this.app.datasets.labels(id);
      this.truths ??= labels.subarray(info.training);
      const [pixels] = await this.app.datasets.pictures(id, [info.training + place]);
      if (place === this.room.picture && pixels) this.#sample = pixels;
    });
  }

  /** Asks what the network makes of the picture, the newest only. For an effect. */
  followAnswer(): void {
    const { run } = this;
    const { pixels } = this;
    if (!run || !pixels || !this.app.client.connected) return;
    const at = this.#momentOf(run);
    const key = JSON.stringify([run.id, run.weightsEpoch, run.stoppedAt, at]);
    this.#latest.want(
      () => this.app.attempt(() => this.#inspect(run, pixels, at, key)),
      (seen) => (this.#seen = seen),
    );
  }

  async #inspect(
    run: RunRecord,
    pixels: Uint8Array,
    at: { epoch?: number },
    key: string,
  ): Promise<{ runId: string; inspection: Inspection }> {
    const { client } = this.app;
    if (this.#weights?.key !== key) {
      this.wrong = null;
      const weights = client
        .request('run.weights', { runId: run.id, ...at })
        .then((reply) => reply.weights);
      this.#weights = { key, weights };
      weights.catch(() => (this.#weights = null));
    }
    const [weights, seen] = await Promise.all([
      this.#weights!.weights,
      client.request('inspect.pixels', { runId: run.id, pixels, ...at }),
    ]);
    const { activations, logits, probabilities } = seen;
    const input = Float32Array.from(pixels, (byte) => byte / 255);
    const { network, id: runId } = run;
    return {
      runId,
      inspection: { network, input, activations, logits, probabilities, weights },
    };
  }

  /**
   * Of a network that is learning, its last finished epoch: the weights of now would be others when the
   * activations are asked for.
   */
  #momentOf(run: RunRecord): { epoch?: number } {
    const chosen = this.app.moment.payload(run);
    const learning = run.state === 'running' || run.state === 'paused';
    const isKept = run.snapshots?.includes(run.weightsEpoch);
    return chosen.epoch === undefined && learning && isKept ? { epoch: run.weightsEpoch } : chosen;
  }

  async #findWrong(): Promise<void> {
    const { run } = this;
    if (!run) return;
    await this.app.attempt(async () => {
      const { predicted } = await this.app.client.request('results.validation', {
        runId: run.id,
        ...this.#momentOf(run),
      });
      const truths = this.truths ?? new Uint8Array();
      this.wrong = [...predicted.keys()].filter((place) => predicted[place] !== truths[place]);
    });
  }

  #first(): void {
    const [first] = this.#candidates;
    if (first !== undefined) this.room.picture = first;
  }
}
