import type { Locale, RunRecord } from '../../../preload/contract.ts';
import type { ConfusionMatrix } from '../../../main/engine/results/confusion-matrix.ts';
import type { Messages } from '../../messages/catalogue.ts';

/** A picture in the report, with what the network answered. */
export interface SheetPicture {
  pixels: Uint8Array;
  width: number;
  height: number;
  actual: number;
  predicted: number;
  /** One a class, together 1. */
  probabilities: readonly number[];
}

export interface SheetRun {
  record: RunRecord;
  dataset: string;
  labels: readonly string[];
  optimizer: string;
  /** What else was set for the training, where it is not as usual: names and values. */
  more: readonly (readonly [string, string])[];
  layers: readonly { name: string; shape: readonly number[]; parameters: number }[];
  accuracy: number;
  matrix: ConfusionMatrix;
  pictures: readonly SheetPicture[];
}

/** All that a report tells. */
export interface SheetData {
  student: string;
  /** ISO 8601. */
  date: string;
  lesson: { title: string; done: number; steps: number } | null;
  /** The step's title, and the guess with its outcome in words. */
  guesses: readonly { step: string; text: string }[];
  program: { version: string; engine: string; tensorflow: string };
  /** The trainings of the lesson, the first one first. */
  trainings: readonly {
    name: string;
    dataset: string;
    network: string;
    epochs: number;
    /** On the validation data, 0 to 1; null: it has no finished epoch. */
    accuracy: number | null;
  }[];
  /** Those told in full; none: no network has been trained. */
  runs: readonly SheetRun[];
}

/** The language of the report: its texts, and how it writes numbers. */
export interface SheetWords {
  locale: Locale;
  texts: Messages['lesson']['sheet'];
  number(value: number, decimals?: number): string;
  percent(share: number, decimals?: number): string;
  date(iso: string): string;
}
