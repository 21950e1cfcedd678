import type { Messages } from '../catalogue.ts';

export const network: Messages['network'] = {
  title: 'ネットワーク',
  view: '表示',
  views: { build: '作る', inside: '中を見る', example: '計算例', program: 'プログラム' },
  leads: {
    build:
      '左から入った数値は、層から層へ右に向かって一方向に流れます。最終層で活性度が最も高いユニットが答えです。',
    inside:
      '訓練したネットワークに画像を流します。色の濃いユニットほど活性度が高くなっています。ユニットをクリックすると、その値の計算が分かります。',
    example:
      '横の線か、斜めの線か、縦の線か。すべての数値を手で確かめられる、小さなネットワークです。',
    program: '書かずに済んだプログラムです。このネットワークと、その訓練を表します。',
  },
  sides: { build: 'パラメータ', inside: '数値', example: '数値', program: 'パラメータ' },
  board: 'ネットワークの図',
  pull: '下に引くとユニットが増え、上に押すと減ります',
  handle: (what, layer) => `第 ${layer} 層の${what}`,
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

  inside: {
    none: 'このネットワークはまだ訓練していません',
    learning: 'このネットワークの重みはまだありません',
    noneText: (line) =>
      `活性度は、訓練した重みで決まります。${line} のネットワークを 1 エポック以上訓練してから、ここへ戻ってください。`,
    takeOver: (name) => `「${name}」のネットワークを使う`,

    previous: '前の画像',
    next: '次の画像',
    among: '画像',
    allPictures: 'すべての画像',
    wrongOnes: '間違えた画像',
    isClass: (number, name) => `${number} 番：${name}`,
    sample: (number, name) => `検証データの ${number} 番、クラス ${name}`,
    drawn: '描いた画像',
    draw: '描いてみる',
    clear: '消す',
    backToSample: 'データの画像に戻る',
    paint: 'マウスで画像に描けます。矢印キーで筆を動かし、スペースキーで描くこともできます。',

    units: 'ユニット',
    unit: (layer, number) => `${layer} ユニット ${number}`,
    channel: (layer, number) => `${layer} チャンネル ${number}`,
    outputUnit: (name) => `出力ユニット「${name}」`,
    withActivation: (unit, value) => `${unit}：活性度 ${value}`,
    unitNumber: (count) => `ユニット（全 ${count}）`,
    channelNumber: (count) => `チャンネル（全 ${count}）`,
    toAnswer: '答えに戻る',
    map: 'このチャンネルの活性度',
    row: '行',
    column: '列',

    inputs: '入力',
    weights: '重み',
    products: '入力 × 重み',
    scale: '負の重みは青、0 は白、正の重みはオレンジ',
    termNumber: '入力の番号',
    product: (input, weight, product) => `${input} × ${weight} = ${product}`,
    weighted: (count) => `${count} 個の入力の重み付き和`,
    bias: 'バイアス',
    sum: '合計',
    activation: '活性度',
    softmaxUnit: (count) =>
      `softmax は ${count} 個のユニットの合計をまとめて使います。計算は「答え」にあります。`,
    otherFunctions: '同じ合計をほかの活性化関数に通すと',
    strongest: '影響の大きい入力',
    input: '入力',
    weight: '重み',
    productColumn: '積',
    rest: (count) => `残りの ${count} 個の和`,
    plot: (name, sum, value) => `合計 ${sum} での ${name} の値は ${value}`,

    pool: {
      highest: (count) => `${count} 個の値のうち、最も大きいものを渡します。`,
      mean: (count) => `${count} 個の値の平均を渡します。`,
    },
    normalize: '訓練のときの平均と分散を使って、値の大きさをそろえます。',
    flatten: (number) => `Flatten は値を一列に並べるだけです。これは ${number} 番目の値です。`,
    dropout: 'ドロップアウトは、訓練が終わったあとは何もしません。値はそのまま通ります。',
    fromByte: (byte) => `画素の値 ${byte}（0〜255）を 255 で割った値です。`,

    answerTitle: '答え',
    answer: (name, share) => `${name}（確率 ${share}）`,
    right: (name, share) => `${name}（確率 ${share}）：正解です。`,
    wrong: (name, share, truth) => `${name}（確率 ${share}）：誤りです。正解は ${truth} です。`,
    softmaxCaption: '最終層の合計から確率へ',
    sumSymbol: '合計 z',
    total: '合計',
    lookAt: (name) => `「${name}」のユニットを見る`,
    softmaxExample: (name, sum, power, total, share) =>
      `softmax の計算（${name}）：e の ${sum} 乗は ${power}。これを合計 ${total} で割ると ${share} です。`,

    explain: {
      title: '図の見方',
      flow: '画像の数値が左から入ります。各層は前の層の値を受け取り、最終層で活性度が最も高いユニットが答えになります。',
      softmax:
        'softmax は、最終層の合計を 0 から 1 の確率に変えます。確率の合計は 1 です。確率が高くても、間違えることがあります。',
      unit: 'ユニットは、入力に重みを掛けて足し合わせ、バイアスを加え、活性化関数に通します。オレンジの重みは活性度を上げ、青の重みは下げます。',
    },
  },

  example: {
    classes: ['0：横の線', '1：斜めの線', '2：縦の線'],
    hidden: ['上の行', '下の行', '左の列', '右の列'],
    picture: '2 x 2 画素の画像（白 0、黒 1）',
    pixel: (number, value) => `画素 ${number}：${value}`,
    toggle: 'クリックで白と黒を切り替えます',
    field: (number) => `画素 ${number}`,
    again: '講義の数値に戻す',
    worked: 'すべての計算',
    unit: 'ユニット',
    calculation: '重み付き和 ＋ バイアス',
    sum: '合計',
    activation: '活性度',
  },

  program: {
    language: 'プログラム',
    listing: 'プログラムの内容',
    copy: 'コピー',
    copied: 'コピーしました。',
    explain: {
      title: 'プログラムの内容',
      same: '訓練の画面と同じネットワーク、同じ設定です。画像を読み、層を重ね、最適化の方法と損失を選び、エポックの数だけ繰り返します。',
      digits:
        '精度はほぼ同じになりますが、最後の桁までは一致しません。最初の重みと画像の順番を乱数で決めるためです。',
    },
  },
};
