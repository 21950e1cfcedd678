import { readFile, stat } from 'node:fs/promises';
import * as v from 'valibot';
import {
  NetworkSpecSchema,
  trainLimits,
  TrainSpecSchema,
  type NetworkSpec,
  type Optimizer,
  type TrainSpec,
} from '../../../preload/contract.ts';
import type { Dataset } from '../data/datasets.ts';
import { defaultLearningRate, defaultOptimizers, lectureTrainSpec } from '../network/presets.ts';
import { recipeNames, recipes } from '../network/recipes.ts';
import { networkOf, parseLayers } from './layers.ts';
import { choice, decimalNumber, textOf, wholeNumber, type Options } from './options.ts';
import { UsageError } from './usage-error.ts';

/** A description of a network takes a few kilobytes. */
const networkFileBytes = 1024 * 1024;

const optimizers = Object.keys(defaultOptimizers) as Optimizer['kind'][];
const epochsByDefault = 5;

/** What decides a run: a run that goes on takes them from its card. */
const decidingOptions = [
  'layers',
  'network',
  'recipe',
  'batch-size',
  'optimizer',
  'learning-rate',
  'seed',
  'limit',
  'out',
];

/** A recipe's settings, or the lecture's; options that are given change them. @throws UsageError */
export function trainSpecOf(options: Options, dataset: string): TrainSpec {
  const recipe = choice(options, 'recipe', recipeNames);
  const base = recipe
    ? recipes[recipe].train(dataset)
    : { ...lectureTrainSpec(dataset), epochs: epochsByDefault };
  const kind = choice(options, 'optimizer', optimizers);
  return v.parse(TrainSpecSchema, {
    ...base,
    trainingLimit: wholeNumber(options, 'limit', { min: 1, max: 10_000_000 }) ?? null,
    epochs: epochsOf(options) ?? base.epochs,
    batchSize: wholeNumber(options, 'batch-size', trainLimits.batchSize) ?? base.batchSize,
    optimizer: kind ? defaultOptimizers[kind] : base.optimizer,
    learningRate:
      decimalNumber(options, 'learning-rate', trainLimits.learningRate) ??
      (kind ? defaultLearningRate(kind) : base.learningRate),
    seed: wholeNumber(options, 'seed', trainLimits.seed) ?? base.seed,
  });
}

export function epochsOf(options: Options): number | undefined {
  return wholeNumber(options, 'epochs', trainLimits.epochs);
}

/** The network that --layers, --network or --recipe gives; the lecture's without. @throws UsageError */
export async function networkFor(options: Options, { info }: Dataset): Promise<NetworkSpec> {
  const [layers, file] = [textOf(options, 'layers'), textOf(options, 'network')];
  if (layers !== undefined && file !== undefined) {
    throw new UsageError('--layers and --network exclude each other');
  }
  if (file !== undefined) return readNetwork(file);
  if (layers !== undefined) return networkOf(parseLayers(layers), info);
  return recipes[choice(options, 'recipe', recipeNames) ?? 'lecture'].network(info);
}

/** @throws UsageError where --resume stands with something that the run's card decides */
export function checkResumeOptions(options: Options): void {
  const given = decidingOptions.find((name) => options[name] !== undefined);
  if (given) throw new UsageError(`--resume takes --${given} from the run: leave it out`);
}

async function readNetwork(file: string): Promise<NetworkSpec> {
  let value: unknown;
  try {
    if ((await stat(file)).size > networkFileBytes) throw new Error('too large');
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`--network ${file}: ${(error as Error).message}`);
  }
  const parsed = v.safeParse(NetworkSpecSchema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new UsageError(`--network ${file}: ${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
}
