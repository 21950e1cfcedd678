import type { Messages } from '../catalogue.ts';

export const results: Messages['results'] = {
  title: '結果',
  lead: '画像 1 枚に 10 個の確率が出ます。いちばん高いものが答えで、間違うこともあります。',
  run: '訓練済みのネットワーク',
  loading: 'すべての検証データに答えています…',
  views: {
    pictures: '4 枚の画像',
    matrix: '混同行列',
    mistakes: '間違い',
    compare: '2 つを比べる',
  },
  view: '表示',
  none: '訓練済みのネットワークがまだありません',
  noneText: 'ネットワークを訓練すると、ここに結果が出ます。',
  toTraining: '訓練へ進む',

  others: 'ほかの 4 枚',
  which: '画像',
  whichOptions: { any: 'すべて', right: '正解', wrong: '不正解' },
  picture: (index) => `検証データ ${index}`,
  inside: '数値と活性度',
  insideOf: (picture) => `${picture}: 数値と活性度`,
  backTo: '戻る',
  pixels: (count) => `入力される ${count} 個の数値（0〜255）`,
  layerTitle: (layer, kind, shape) => `第 ${layer} 層: ${kind}、${shape}`,
  stripWords: (active, all, strongest, value) =>
    `${all} ユニットのうち ${active} が活性。最大はユニット ${strongest}（${value}）`,
  stripMaps: (maps, shown) => `${maps} 枚のフィルタのうち ${shown} 枚を絵にしたもの`,
  unitValue: (unit, value) => `ユニット ${unit}: ${value}`,
  table: '表で見る',
  unit: 'ユニット',
  filter: 'フィルタ',
  activation: '活性度',
  mean: '平均',
  strongest: '最大',
  lastLayer: '最終層: クラスごとの確率',

  compareWith: '比べる相手',
  nothingToCompare:
    '同じネットワークを別のデータセットで訓練してから比べてみましょう。どちらが、なぜ難しいのでしょうか。',
  trainOther: (dataset) => `${dataset} で訓練する`,
  matrixOf: (name) => `${name} の混同行列`,
  figures: (accuracy, wrong) => `正解 ${accuracy}、間違い ${wrong} 枚`,
  harder: (harder, low, easier, high) =>
    `${harder} のほうが難しく、正解は ${low} です（${easier} は ${high}）。`,
  better: (better, high, other, low) =>
    `${better} のほうがよく答え、正解は ${high} です（${other} は ${low}）。`,
  unlike: 'ネットワークか訓練データの枚数が異なるので、その違いも結果に表れています。',
  same: (share) => `どちらも正解は ${share} で同じです。`,
  confused: (name, one, other, count, share) =>
    `${name} で最も間違えやすいのは「${one}」と「${other}」で、${count} 回です（間違いの ${share}）。`,
  noMistakes: (name) => `${name}: 間違いはありません。`,
  right: (answer, share) => `${answer}（確率 ${share}）。正解です。`,
  wrong: (answer, share, truth) => `${answer}（確率 ${share}）。不正解で、正しくは ${truth} です。`,
  fewer: '該当する画像がありません。',

  accuracy: '検証データでの精度',
  counts: (right, all) => `${all} 枚中 ${right} 枚が正解`,
  perClass: 'クラスごとの精度',
  matrixTitle: '行が正しいクラス、列がネットワークの答えです。対角線の外が間違いです。',
  actual: '正しいクラス',
  predicted: '答え',
  cell: (count, truth, answer) => `${truth} を ${answer} と答えた画像が ${count} 枚`,
  cellTitle: (count, truth, answer) => `${truth} を ${answer} と答えた画像: ${count} 枚`,
  cellRight: (count, truth) => `${truth} と正しく答えた画像: ${count} 枚`,
  chooseCell: 'ますを選ぶと、その画像が並びます。',
  mistakesTitle: (count) => `間違い ${count} 枚（確率の高い順）`,
  mistake: (truth, answer, share) => `${truth} を ${answer} と答えた（確率 ${share}）`,
  more: (count) => `さらに ${count} 枚`,
  back: '戻る',

  explain: {
    title: '見かた',
    bars: '棒は最終層のユニットの活性度です。青とチェックは正解、赤とバツは不正解で、正しいクラスには下線が付きます。',
    matrix: '似たクラスどうしは対角線の外で出会います。数値を押すと、その画像が見られます。',
    moment: '下のスライダーを動かすと、すべての答えがそのエポックの時点に戻ります。',
    inside:
      '各層は、前の層の数値から自分の活性度を計算します。濃いほど強く活性しています。最終層の活性度が確率です。',
    compare:
      '同じネットワークに学ばせたなら、違いはデータにあります。似たクラスどうしがそこで出会います。',
  },
};
