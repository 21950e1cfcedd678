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
  readonly #turnsAtOnce: number;
  readonly #kept = new Map<string, Tensor>();
  readonly #keptTensors = new Set<Tensor>();
  #turn: Operation | null = null;

  constructor(outside: Scope, frame: string, turnsAtOnce: number) {
    super();
    this.#outside = outside;
    this.#frame = frame;
    this.#turnsAtOnce = turnsAtOnce;
  }

  /** What is added from now on runs once a turn, in its time: after `turn`. */
  begin(turn: Operation): void {
    this.#turn = turn;
  }

  enter(value: Tensor, isKept: boolean): Tensor {
    const attributes = {
      ...T(value),
      frame_name: text(this.#frame),
      is_constant: flag(isKept),
      parallel_iterations: integer(this.#turnsAtOnce),
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

export interface LoopOptions {
  /** Before the first turn. */
  after: readonly Operation[];
  /** Whether what follows from a turn's index and kept values alone may run in the turn before. */
  runsAhead: boolean;
}

export interface Turn {
  /** What must be done before the next turn. */
  done: readonly Operation[];
  /** What must be done before anything runs ahead of the next turn. */
  ahead: readonly Operation[];
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
  { after, runsAhead }: LoopOptions,
  count: Tensor,
  body: (inside: Scope, index: Tensor, keep: Keep) => Turn,
): Operation {
  const inside = new LoopScope(scope, name, runsAhead ? 2 : 1);
  const zero = identity(scope, int32(scope, 0), after);
  const attributes = { T: type('int32') };

  // What goes round: Merge takes the first value from outside, the others from NextIteration.
  const nextName = (value: string) => `${name}/next/${value}`;
  const merge = (value: string) =>
    inside.add(
      'Merge',
      [inside.enter(zero, false), { ...zero, reference: `${nextName(value)}:0` }],
      { ...attributes, N: integer(2) },
      ['int32', 'int32'],
    ).outputs[0]!;
  const next = (value: string, tensor: Tensor, before: readonly Operation[]) =>
    inside.add('NextIteration', [tensor], attributes, ['int32'], {
      name: nextName(value),
      after: before,
    });

  // The index itself tells that a turn may begin; where it runs ahead, a token of its own does.
  const index = merge('index');
  const token = runsAhead ? merge('token') : index;
  const goesOn = inside.add('LoopCond', [less(inside, index, inside.keep(count))], {}, ['bool']);
  const untilEnd = (tensor: Tensor) =>
    inside.add('Switch', [tensor, goesOn.outputs[0]!], attributes, ['int32', 'int32']).outputs as [
      Tensor,
      Tensor,
    ];
  const [end, again] = untilEnd(token);
  const begin = identity(inside, again);
  inside.begin(begin.operation);

  const turnIndex = runsAhead ? untilEnd(index)[1] : begin;
  const { done, ahead } = body(inside, turnIndex, (value) => inside.keep(value));

  next('index', add(inside, turnIndex, int32(inside, 1)), runsAhead ? ahead : done);
  if (runsAhead) next('token', begin, done);
  return inside.add('Exit', [end], attributes, ['int32']);
}
