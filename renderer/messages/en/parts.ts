import type { DatasetId } from '../../../preload/contract.ts';

/** Texts of the parts that many screens share. */
export const parts = {
  datasets: { mnist: 'MNIST', 'fashion-mnist': 'Fashion-MNIST' } satisfies Record<
    DatasetId,
    string
  >,
  side: 'Settings',
  close: 'Close',
  class: 'Class',
  probability: 'Probability',
  answer: 'the answer',
  answerRight: 'the answer: right',
  answerWrong: 'the answer: wrong',
  truth: 'the right class',
  outOfRange: (min: string, max: string, integer: boolean) =>
    integer ? `A whole number from ${min} to ${max}.` : `A number from ${min} to ${max}.`,
  pixel: (row: number, column: number, value: number) => `row ${row}, column ${column}: ${value}`,
};
