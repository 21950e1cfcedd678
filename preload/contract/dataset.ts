import * as v from 'valibot';

export const builtInDatasets = ['mnist', 'fashion-mnist'] as const;
export const DatasetIdSchema = v.picklist(builtInDatasets);
export type DatasetId = v.InferOutput<typeof DatasetIdSchema>;

/** A dataset as its card shows it. Sample ids: 0 … training-1 are training pictures, then validation. */
export interface DatasetInfo {
  id: DatasetId;
  height: number;
  width: number;
  channels: number;
  classes: number;
  training: number;
  validation: number;
  bytes: number;
  /** Class names, index by label, in both languages. */
  labels: { en: string[]; ja: string[] };
  source: string;
  licence: string;
}
