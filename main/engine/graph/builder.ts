import {
  dataTypes,
  type AttributeMessage,
  type DataType,
  type FunctionMessage,
  type NodeMessage,
} from './proto/messages.ts';
import { type Attributes } from './attributes.ts';

/** A node of the graph: an operation with its inputs. */
export interface Operation {
  readonly node: NodeMessage;
  readonly outputs: readonly Tensor[];
}

/** What an operation puts out (or a function takes in): a value while the graph runs. */
export interface Tensor {
  readonly type: DataType;
  /** How the nodes after it name it as their input. */
  readonly reference: string;
  /** null for a function's argument. */
  readonly operation: Operation | null;
}

/** Keeps its value between runs. The same name is the same variable everywhere in a session. */
export interface Variable {
  readonly name: string;
  readonly type: DataType;
  readonly shape: readonly number[];
}

export interface OutputDefinition {
  /** The output's name in the operation's definition, which functions refer to it by. */
  argument: string;
  type: DataType;
  /** How many tensors the output is a list of; 1 where left out. */
  count?: number;
}

/**
 * Nodes that are run together: the graph itself, or the body of a function. The two differ in how an
 * edge is written: `node:0` in a graph (tensorflow/core/framework/graph.proto), `node:product:0` in a
 * function (function.proto), `^node` for an order without data in both.
 */
export class Scope {
  readonly nodes: NodeMessage[] = [];
  readonly #kind: 'graph' | 'function';
  readonly #names = new Map<string, number>();
  readonly #handles = new Map<string, Tensor>();

  constructor(kind: 'graph' | 'function') {
    this.#kind = kind;
  }

  /** Adds a node. `after`: operations that must have run before it. `name`: a unique one, else made from `op`. */
  add(
    op: string,
    inputs: readonly Tensor[],
    attributes: Attributes,
    outputs: readonly OutputDefinition[],
    {
      name = this.#freshName(op),
      after = [],
    }: { name?: string; after?: readonly Operation[] } = {},
  ): Operation {
    const before = new Set(after.map((operation) => `^${operation.node.name}`));
    const node = {
      name,
      op,
      input: [...inputs.map((input) => input.reference), ...before],
      attr: attributes as Record<string, AttributeMessage>,
    };
    const tensors: Tensor[] = [];
    const operation = { node, outputs: tensors };
    for (const { argument, type, count = 1 } of outputs) {
      for (let index = 0; index < count; index += 1) {
        const reference =
          this.#kind === 'graph' ? `${name}:${tensors.length}` : `${name}:${argument}:${index}`;
        tensors.push({ type, reference, operation });
      }
    }
    this.nodes.push(node);
    return operation;
  }

  /** The variable's handle in this scope, by `create` the first time. */
  handle({ name }: Variable, create: () => Tensor): Tensor {
    const known = this.#handles.get(name) ?? create();
    this.#handles.set(name, known);
    return known;
  }

  #freshName(op: string): string {
    const count = this.#names.get(op) ?? 0;
    this.#names.set(op, count + 1);
    return `${op}_${count}`;
  }
}

export interface GraphFunction {
  readonly name: string;
  readonly message: FunctionMessage;
}

/** A function of the arguments' types, whose body puts out the results. */
export function defineFunction(
  name: string,
  argumentTypes: readonly DataType[],
  body: (scope: Scope, inputs: Tensor[]) => readonly Tensor[],
): GraphFunction {
  const scope = new Scope('function');
  const inputs = argumentTypes.map((type, index): Tensor => ({
    type,
    reference: `argument${index}`,
    operation: null,
  }));
  const results = body(scope, inputs);
  const describe = (prefix: string, tensors: readonly Tensor[]) =>
    tensors.map(({ type }, index) => ({ name: `${prefix}${index}`, type: dataTypes[type] }));
  return {
    name,
    message: {
      signature: {
        name,
        inputArg: describe('argument', inputs),
        outputArg: describe('result', results),
        isStateful: true,
      },
      nodeDef: scope.nodes,
      ret: Object.fromEntries(results.map(({ reference }, index) => [`result${index}`, reference])),
    },
  };
}

/** One way to run a graph: what is fed, and what comes back, by name. */
export interface Signature {
  readonly inputs: Record<string, Tensor>;
  /** At least one: TensorFlow runs what an output needs, and nothing else. */
  readonly outputs: Record<string, Tensor>;
}

/** A graph with the functions it calls and its signatures. */
export interface Graph {
  readonly scope: Scope;
  readonly functions: GraphFunction[];
  readonly signatures: Record<string, Signature>;
}
