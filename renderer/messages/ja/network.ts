import type { Messages } from '../catalogue.ts';

export const network: Messages['network'] = {
  title: 'ネットワーク',
  lead: '左から入った数値は、層から層へ右に向かって一方向に流れます。最終層で活性度が最も高いユニットが答えです。',
  side: 'パラメータ',
  undo: '元に戻す',
  redo: 'やり直す',
  diagram: (line) => `ネットワークの図。入力から出力まで ${line} ユニット。`,

  layer: '層',
  layers: {
    flatten: 'Flatten（平坦化）',
    dense: '全結合',
    conv2d: '畳み込み',
    maxPool: '最大プーリング',
    averagePool: '平均プーリング',
    dropout: 'ドロップアウト',
    batchNorm: 'バッチ正規化',
  },
  activations: {
    relu: 'relu',
    sigmoid: 'sigmoid',
    tanh: 'tanh',
    linear: '恒等（linear）',
    leakyRelu: 'leaky relu',
    elu: 'elu',
    softmax: 'softmax',
  },
  input: '入力',
  output: '出力（最終層）',
  inputText: (height, width, count) => `${height} x ${width} = ${count} 個の値`,
  flattenText: (count) => `${count} 個の値を一列に並べます`,
  outputText: 'クラスごとに 1 ユニット、合計 1',
  units: 'ユニット数',
  activation: '活性化関数',
  filters: 'フィルター数',
  kernel: 'カーネル',
  stride: 'ストライド',
  padding: 'パディング',
  paddings: { same: 'same', valid: 'valid' },
  size: '窓の大きさ',
  rate: '割合',
  add: '層を追加',
  addKind: (kind) => `${kind}を追加`,
  remove: (kind) => `${kind}を取り除く`,
  left: '入力側へ動かす',
  right: '出力側へ動かす',
  grip: 'ドラッグして並べ替え',

  presets: 'できているネットワーク',
  presetNames: {
    none: '中間層なし',
    lecture: '講義のネットワーク',
    two: '中間層 2 つ',
    convolutional: '畳み込み',
  },
  table: 'パラメータ数（訓練で調整する数値の個数）',
  tableColumns: { layer: '層', shape: '出力', parameters: 'パラメータ数' },
  total: '合計',
  denseFormula: (inputs, units, biases) => `重み ${inputs} × ${units} ＋ バイアス ${biases}`,
  convFormula: (kernel, channels, filters, biases) =>
    `重み ${kernel} × ${kernel} × ${channels} × ${filters} ＋ バイアス ${biases}`,
  trainNow: '訓練へ進む',
  whenTraining: '訓練中のネットワークは変わりません。変更は次の訓練から使われます。',

  problems: {
    'needs-flatten': () => '全結合層の入力は一列の数値です。前に Flatten を置いてください。',
    'needs-image': () => '画像の上を動く層です。Flatten より前に置いてください。',
    'window-too-large': (values) =>
      `${values['size'] ?? ''} の窓は ${values['height'] ?? ''} x ${values['width'] ?? ''} に入りません。小さくするか、パディングを same にしてください。`,
    'softmax-inside': () => 'softmax は最終層だけで使います。別の活性化関数を選んでください。',
    'last-layer': (values) =>
      `最終層は、クラスごとに 1 つ、${values['classes'] ?? ''} ユニットの全結合（softmax）にします。`,
    'too-many-parameters': (values) =>
      `パラメータが ${values['parameters'] ?? ''} 個あり、普通のパソコンには多すぎます（上限 ${values['limit'] ?? ''} 個）。ユニット数を減らしてください。`,
  },

  explain: {
    title: 'ユニットと結合',
    unit: '全結合層のユニットは、前の層のすべての値に重みを掛けて足し合わせ、バイアスを加え、活性化関数に通します。',
    relu: 'relu は正の和をそのまま通し、負の和を 0 にします。softmax は最終層の和を確率に変えます。',
  },
};
