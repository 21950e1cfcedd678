import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { engineKinds, type EngineInfo, type EngineKind } from '../../../preload/contract.ts';

export interface EngineArguments {
  assets: string;
  data: string;
  version: string;
  engine: EngineKind;
  threads?: number | undefined;
  whyNotNative: EngineInfo['whyNotNative'];
}

const WhySchema = v.strictObject({ code: v.string(), detail: v.string() });
const OptionsSchema = v.object({
  assets: v.string(),
  data: v.string(),
  version: v.string(),
  engine: v.picklist(engineKinds),
  why: v.optional(v.string(), ''),
  threads: v.optional(v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(1))),
});

/** What main hands over when it forks the engine. Throws where something is missing or unknown. */
export function readEngineArguments(args: string[]): EngineArguments {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      ...{ assets: text, data: text, version: text, engine: text, why: text, threads: text },
    },
  });
  const { why, ...options } = v.parse(OptionsSchema, values);
  const whyNotNative = why === '' ? null : v.parse(WhySchema, JSON.parse(why));
  return { ...options, whyNotNative };
}
