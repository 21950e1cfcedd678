import type { Messages } from '../catalogue.ts';

export const tryOut: Messages['tryOut'] = {
  title: '分類',
  lead: '画像をウィンドウのどこにでもドロップするか、手で描いてください。訓練データと同じ形に整えてから分類します。',
  choose: 'ファイルを選ぶ…',
  pasteHint: 'または Ctrl+V で画像を貼り付け',
  formats: 'PNG、JPEG、WebP、GIF、BMP、AVIF、TIFF、SVG、HEIC',
  drop: 'ここに画像をドロップ',
  run: '訓練済みのネットワーク',
  noRun: 'まだ訓練済みのネットワークがありません。訓練が終わるまで、画像はここで待ちます。',
  toTraining: '訓練へ進む',

  list: 'あなたの画像',
  progress: (done, total) => `${total} 枚中 ${done} 枚`,
  cancel: '残りを取りやめる',
  clear: '一覧を空にする',
  cleared: (count) => `${count} 枚を一覧から外しました。`,
  cancelled: (count) => `${count} 枚の分類を取りやめました。`,
  undo: '元に戻す',
  again: 'もう一度分類する',
  waiting: '待機中',
  reading: '読み込み中…',
  failed: '読めませんでした',
  answer: (label, share) => `${label}（${share}）`,

  draw: '手で描く',
  drawHint: (width) =>
    `マウス、ペン、指で描いてください。ネットワークは ${width} x ${width} 画素で受け取ります。`,
  wipe: '消す',
  drawing: '手描き',
  keepDrawing: '一覧に加える',

  original: 'あなたの画像',
  received: 'ネットワークが受け取った画像',
  answers: '答え',
  steps: {
    grey: '濃淡画像に変換',
    inverted: '背景が明るいので白黒を反転',
    centred: '切り出して大きさをそろえ、中央に配置',
    asIs: 'すでに訓練データと同じ形です',
  },
  numbers: '数値を表示',
  epoch: (epoch) => `エポック ${epoch} 終了時の重みを使用`,
  explain: {
    title: '間違える理由',
    look: 'ネットワークが知っているのは、黒地の中央に明るいものが 1 つある、訓練データのような画像だけです。そこで、まず同じ形に整えます。',
    forced: 'どのクラスでもない画像にも、必ず 10 クラスのどれかを答えます。',
  },
};
