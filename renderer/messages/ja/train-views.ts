import type { trainViews as english } from '../en/train-views.ts';
import type { Messages } from '../catalogue.ts';

export const trainViews: Pick<Messages['train'], keyof typeof english> = {
  view: '表示',
  views: { curves: '曲線', watch: '観察', step: '1 ステップ', data: 'データ' },

  moment: {
    label: '時点',
    before: '訓練前',
    epoch: (epoch) => `エポック ${epoch}`,
    epochAccuracy: (epoch, accuracy) => `エポック ${epoch}: 検証の正解 ${accuracy}`,
    now: '現在',
    toNow: '現在へ',
  },

  watch: {
    weights: '最初の層が見ているもの',
    weightsText: (shown, units) => `${units} ユニットのうち ${shown}`,
    unit: (unit) => `ユニット ${unit}`,
    scale: (limit) => `青は負（−${limit}）、白は 0、橙は正（${limit}）の重みです。`,
    tooMany: 'この層は重みが多いため、訓練中は表示できません。訓練が終わると表示されます。',
    answers: 'いつも同じ 12 枚の検証データ',
    answersRight: (right, all) => `${all} 枚中 ${right} 枚が正解`,
    right: (answer, share) => `${answer}（確率 ${share}）: 正解`,
    wrong: (answer, share, truth) => `${answer}（確率 ${share}）: 不正解。正しくは ${truth}`,
    table: '表で見る',
    columns: { unit: 'ユニット', lowest: '最小', mean: '平均', highest: '最大' },
    noPictures: 'この記録のデータセットの画像がないため、重みだけを表示しています。',
    waiting: '訓練を始めると、重みと答えが変わっていくようすを見られます。',
    loading: '重みを読み込んでいます…',
    explain: {
      title: '学習のようすを見る',
      weights:
        '1 枚の絵が、最初の層の 1 ユニットがもつ画素ごとの重みです。橙の画素が明るいとユニットの和は大きくなり、青なら小さくなります。訓練前は乱数です。',
      answers:
        '下の 12 枚は訓練に使わない画像なのに、答えがだんだん正しくなります。これが汎化です。',
      moment: 'スライダーを動かすと、好きなエポックの時点に戻れます。',
    },
  },

  step: {
    from: '重み',
    fromOptions: { fresh: '訓練前', moment: '下で選んだ時点' },
    next: '次へ',
    another: '次のステップ',
    startOver: '最初から',
    history: 'これまでのステップ',
    historyStep: 'ステップ',
    lossBefore: '調整前の損失',
    lossAfter: '調整後の損失',
    weightAfter: '調整後の重み',
    upOn: 'これまでのステップの勾配と今回の勾配とを合わせて、大きくします。',
    downOn: 'これまでのステップの勾配と今回の勾配とを合わせて、小さくします。',
    first: '1 ステップを見る',
    doing: '1 ステップ分を計算しています…',
    stageNames: {
      pictures: '画像',
      answers: '答え',
      error: '誤差',
      adjust: '調整',
      after: '調整後',
    },
    stageTexts: {
      pictures: '訓練データの画像 8 枚を入力します。',
      answers: 'ネットワークが答え、正解と比べます。',
      error: '1 枚ごとに誤差を求め、平均して損失とします。',
      adjust: '重みとバイアスを少しずつ調整します。',
      after: '同じ画像にもう一度答えます。損失は減ったでしょうか。',
    },
    stages: {
      pictures: (count) => `訓練データの画像 ${count} 枚を入力します。横にあるのが正解です。`,
      answers: (right, count) =>
        `ネットワークが答え、正解と比べます。${count} 枚中 ${right} 枚が正解でした。`,
      error: (loss) =>
        `正解のクラスの確率 p から、1 枚ごとの誤差 −ln p を求めます。その平均が損失で、${loss} です。`,
      adjust: (weights, rate) =>
        `損失が減るように、${weights} 個の重みとバイアスをすべて少しずつ調整します（学習率 ${rate}）。`,
      after: (before, after) =>
        `調整した重みで同じ画像にもう一度答えると、損失は ${before} から ${after} になりました。`,
    },
    table: 'このステップの画像',
    columns: {
      picture: '画像',
      truth: '正解',
      answer: '答え',
      probability: '正解の確率 p',
      error: '誤差 −ln p',
      after: '調整後の p',
    },
    picture: (id) => `訓練データ ${id}`,
    mean: '平均',
    layer: '層',
    layerOption: (layer, inputs, units) => `${layer}: ${inputs} × ${units}`,
    unit: 'ユニット',
    input: '入力',
    weightsOf: (unit) => `ユニット ${unit} の重み`,
    changeOf: 'このステップでの変化',
    choose: '絵の中の重みを押して選べます。',
    weight: '重み',
    bias: 'バイアス',
    before: '調整前',
    after: '調整後',
    change: '変化',
    up: 'この重みを大きくすると誤差が減るので、大きくします。',
    down: 'この重みを大きくすると誤差が増えるので、小さくします。',
    none: 'この重みは今回の画像の誤差に関わらないので、変わりません。',
    nothingKept:
      '結果は残りません。最初のステップは上で選んだ重みから始まり、次のステップは前のステップの重みから、次の画像で続きます。どれも本物の計算です。',
    explain: {
      title: '1 ステップをゆっくり見る',
      step: '訓練はこの 1 ステップの繰り返しです。画像を入力し、答えを正解と比べて誤差を求め、重みとバイアスを調整します。',
      gradient:
        '重みごとに、少し大きくしたら誤差が増えるか減るか（勾配）を計算し、誤差が減る向きに動かします。',
    },
  },

  samples: {
    training: '訓練データ',
    validation: '検証データ',
    trainingText: (used) => `正解のついた ${used} 枚の画像です。ネットワークはここから学びます。`,
    trainingPart: (used, all) =>
      `全 ${all} 枚のうち最初の ${used} 枚です。ネットワークはここから学びます。`,
    validationText: (count) =>
      `訓練データとは別の ${count} 枚です。訓練には使わず、エポックごとに答えさせて、初めて見る画像にも答えられるかを確かめます。`,
    others: 'ほかの画像',
    sample: (id, label) => `画像 ${id}: ${label}`,
    explain: {
      title: 'データを 2 つに分ける理由',
      text: 'ネットワークは訓練データを丸暗記してしまうことがあります。初めて見る画像に答えられるか（汎化）は、別の画像でしか確かめられません。そのために検証データを分けておきます。',
    },
  },

  overfitting: {
    title: '過学習を 1 分で見る',
    text: (pictures, units, epochs) =>
      `訓練データを ${pictures} 枚だけにして、${units} ユニットの層を ${epochs} エポック訓練します。ネットワークは画像を丸暗記します。`,
    run: '設定して訓練する',
    found: (epoch, lowest, latest, training) =>
      `過学習です。検証の損失はエポック ${epoch} で最小（${lowest}）になったあと ${latest} まで増えましたが、訓練の損失は ${training} まで減っています。`,
    look: '実線（訓練）と破線（検証）が離れていくところを見てください。',
    helps: '対策:',
    remedies: {
      pictures: '画像を増やす',
      dropout: 'ドロップアウト',
      stopping: '早期終了',
    },
    hints: {
      pictures: (count) => `${count} 枚の画像で訓練し、この曲線と並べます`,
      dropout: '隠れ層のユニットの半分を毎回でたらめに休ませて訓練し、この曲線と並べます',
      stopping: '検証の損失が 3 エポック減らなければ終える設定で訓練し、この曲線と並べます',
    },
    started: (remedy) => `${remedy}: 前の曲線と並べて訓練しています。`,
  },
};
