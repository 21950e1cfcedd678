import { flag, integer, text, type, type Attributes } from './attributes.ts';
import { Scope, type NodeOptions, type Operation, type Tensor } from './builder.ts';
import { add, identity, int32, less } from './operations/index.ts';
import { T } from './operations/node.ts';
import type { DataType } from './proto/messages.ts';

/** Brings a value from outside into a loop. */
export type Keep = (value: Tensor) => Tensor;

/**
 * The inside of a loop: a frame of TensorFlow's control flow (Yu et al., "Dynamic control flow in
 * large-scale machine learning", EuroSys 2018). Values from outside come in through an Enter node,
 * which keeps them for every turn.
 */
class LoopScope extends Scope {
  readonly #outside: Scope;
  readonly #frame: string;
  readonly #kept = new Map<string, Tensor>();
  readonly #keptTensors = new Set<Tensor>();
  #turn: Operation | null = null;

  constructor(outside: Scope, frame: string) {
    super();
    this.#outside = outside;
    this.#frame = frame;
  }

  /** What is added from now on runs once a turn, after `turn`. */
  begin(turn: Operation): void {
    this.#turn = turn;
  }

  enter(value: Tensor, isKept: boolean): Tensor {
    const attributes = {
      ...T(value),
      frame_name: text(this.#frame),
      is_constant: flag(isKept),
      parallel_iterations: integer(1),
    };
    return this.#outside.add('Enter', [value], attributes, [value.type]).outputs[0]!;
  }

  keep(value: Tensor): Tensor {
    const known = this.#kept.get(value.reference) ?? this.enter(value, true);
    this.#kept.set(value.reference, known);
    this.#keptTensors.add(known);
    return known;
  }

  override once(key: string, create: (scope: Scope) => Tensor): Tensor {
    return this.keep(this.#outside.once(key, create));
  }

  override add(
    op: string,
    inputs: readonly Tensor[],
    attributes: Attributes,
    outputTypes: readonly DataType[],
    { name, after = [] }: NodeOptions = {},
  ): Operation {
    // Fed by kept values alone, a node would run once more after the last turn.
    const isTimeless = inputs.every((input) => this.#keptTensors.has(input));
    return this.#outside.add(op, inputs, attributes, outputTypes, {
      ...(name !== undefined && { name }),
      after: isTimeless && this.#turn ? [...after, this.#turn] : after,
    });
  }
}

/**
 * Turns `index` from 0 to `count` - 1, one after another: a turn begins when all that `body` says
 * must be done in the one before is done. Gives the operation that runs after the last.
 *
 * Made of the five primitives instead of a While node with functions: so constants and variables'
 * handles aren't made anew in each turn, which would double the nodes that a step of a small network
 * runs; and neither grappler nor oneDNN needs telling to look inside.
 */
export function loop(
  scope: Scope,
  name: string,
  first: { after: readonly Operation[] },
  count: Tensor,
  body: (inside: Scope, index: Tensor, keep: Keep) => readonly Operation[],
): Operation {
  const inside = new LoopScope(scope, name);
  const zero = identity(scope, int32(scope, 0), first.after);
  const attributes = { T: type('int32') };

  // The index goes round: Merge takes the first from outside, the others from NextIteration.
  const next = `${name}/next`;
  const merge = inside.add(
    'Merge',
    [inside.enter(zero, false), { ...zero, reference: `${next}:0` }],
    { ...attributes, N: integer(2) },
    ['int32', 'int32'],
  );
  const index = merge.outputs[0]!;
  const goesOn = inside.add('LoopCond', [less(inside, index, inside.keep(count))], {}, ['bool']);
  const [end, again] = inside.add('Switch', [index, goesOn.outputs[0]!], attributes, [
    'int32',
    'int32',
  ]).outputs as [Tensor, Tensor];
  const turn = identity(inside, again);
  inside.begin(turn.operation);

  const done = body(inside, turn, (value) => inside.keep(value));

  const following = identity(inside, add(inside, turn, int32(inside, 1)), done);
  inside.add('NextIteration', [following], attributes, ['int32'], { name: next });
  return inside.add('Exit', [end], attributes, ['int32']);
}
