import { createRequire } from 'node:module';
import type * as layersModule from '@tensorflow/tfjs-layers';
import type { NetworkSpec, TrainSpec } from '../../../preload/contract.ts';
import { startWebAssembly, tf as core } from '../../../main/engine/trainers/portable/tfjs.ts';
import { tfjsListing } from '../../../renderer/screens/network/program/tfjs.ts';

const layers = createRequire(import.meta.url)('@tensorflow/tfjs-layers') as typeof layersModule;
export const tf = { ...core, ...layers };

interface Listing {
  createModel(): layersModule.Sequential;
  train(
    images: unknown,
    labels: unknown,
    validationImages: unknown,
    validationLabels: unknown,
  ): Promise<layersModule.Sequential>;
}

/** Runs the TensorFlow.js listing of a network: what it defines. */
export async function runListing(
  network: NetworkSpec,
  train: TrainSpec,
  pictures = 60_000,
): Promise<Listing> {
  await startWebAssembly();
  const listing = tfjsListing(network, train, pictures);
  const program = listing
    .replace('import * as tf from "@tensorflow/tfjs";', '')
    .replaceAll(/^export /gm, '');
  return new Function('tf', `${program}\nreturn { createModel, train };`)(tf) as Listing;
}
