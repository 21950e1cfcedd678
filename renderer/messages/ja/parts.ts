import type { Messages } from '../catalogue.ts';

export const parts: Messages['parts'] = {
  datasets: { mnist: 'MNIST', 'fashion-mnist': 'Fashion-MNIST' },
  side: '設定',
  close: '閉じる',
  class: 'クラス',
  probability: '確率',
  answer: '答え',
  answerRight: '答え（正解）',
  answerWrong: '答え（不正解）',
  truth: '正しいクラス',
  outOfRange: (min, max, integer) =>
    integer ? `${min} から ${max} までの整数です。` : `${min} から ${max} までの数です。`,
  pixel: (row, column, value) => `${row} 行 ${column} 列: ${value}`,
};
