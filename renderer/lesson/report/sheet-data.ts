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
  /** null: no network has been trained. */
  run: SheetRun | null;
}

/** The language of the report: its texts, and how it writes numbers. */
export interface SheetWords {
  locale: Locale;
  texts: Messages['lesson']['sheet'];
  number(value: number, decimals?: number): string;
  percent(share: number, decimals?: number): string;
  date(iso: string): string;
}
