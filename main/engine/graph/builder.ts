import type { Attributes } from './attributes.ts';
import type { AttributeMessage, DataType, NodeMessage } from './proto/messages.ts';

/** A node of the graph: an operation with its inputs. */
export interface Operation {
  readonly node: NodeMessage;
  readonly outputs: readonly Tensor[];
}

/** What an operation puts out: a value while the graph runs. */
export interface Tensor {
  readonly type: DataType;
  /** How the nodes after it name it as their input: `node:0` (tensorflow/core/framework/node_def.proto). */
  readonly reference: string;
  readonly operation: Operation;
}

/** Keeps its value between runs. The same name is the same variable everywhere in a session. */
export interface Variable {
  readonly name: string;
  readonly type: DataType;
  /** -1 for a side that changes. */
  readonly shape: readonly number[];
}

export interface NodeOptions {
  /** A name of its own, else one is made from the operation's. */
  name?: string;
  /** What must have run before: a control edge, `^node`. */
  after?: readonly Operation[];
}

/** Where nodes are added: the graph itself, or the inside of a loop. */
export class Scope {
  readonly nodes: NodeMessage[] = [];
  readonly #names = new Map<string, number>();
  readonly #constants = new Map<string, Tensor>();

  /** Adds a node that puts out tensors of these types. */
  add(
    op: string,
    inputs: readonly Tensor[],
    attributes: Attributes,
    outputTypes: readonly DataType[],
    { name = this.freshName(op), after = [] }: NodeOptions = {},
  ): Operation {
    const before = new Set(after.map((operation) => `^${operation.node.name}`));
    const node = {
      name,
      op,
      input: [...inputs.map((input) => input.reference), ...before],
      attr: attributes as Record<string, AttributeMessage>,
    };
    const outputs: Tensor[] = [];
    const operation = { node, outputs };
    outputTypes.forEach((of, index) => {
      outputs.push({ type: of, reference: `${name}:${index}`, operation });
    });
    this.nodes.push(node);
    return operation;
  }

  /**
   * What stays the same through all of a run, made once for each `key`: constants and variables'
   * handles. A loop's are made outside of it.
   */
  once(key: string, create: (scope: Scope) => Tensor): Tensor {
    const tensor = this.#constants.get(key) ?? create(this);
    this.#constants.set(key, tensor);
    return tensor;
  }

  freshName(op: string): string {
    const count = this.#names.get(op) ?? 0;
    this.#names.set(op, count + 1);
    return `${op}_${count}`;
  }
}

/** One way to run a graph: what is fed, and what comes back, by name. */
export interface Signature {
  readonly inputs: Record<string, Tensor>;
  /** At least one: TensorFlow runs what an output needs, and nothing else. */
  readonly outputs: Record<string, Tensor>;
}

/** A graph and the ways to run it. */
export interface Graph {
  readonly scope: Scope;
  readonly signatures: Record<string, Signature>;
}
