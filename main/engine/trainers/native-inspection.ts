import type { NetworkSpec } from '../../../preload/contract.ts';
import { outputShapes } from '../network/shapes.ts';
import type { GraphSession } from './graph-session.ts';
import type { Inspection } from './trainer.ts';

/** Runs a graph's signature `inspect` (graph/signatures.ts) on one picture of bytes. */
export function inspectPicture(
  session: GraphSession,
  network: NetworkSpec,
  image: Uint8Array,
): Inspection {
  const outputs = session.run('inspect', { bytes: { bytes: image } });
  return {
    activations: outputShapes(network).map((shape, layer) => ({
      name: `${layer}`,
      shape,
      values: outputs[`layer${layer}`] as Float32Array,
    })),
    logits: outputs['logits'] as Float32Array,
  };
}
