import type { Messages } from '../catalogue.ts';
import { invalidLesson } from '../invalid-lesson.ts';
import { lesson } from './lesson.ts';

export const errors: Messages['errors'] = {
  'unreadable-image': () =>
    '画像が壊れているか、途中で切れているため読めません。別のソフトで開いて保存し直し、そのファイルをドロップしてください。',
  'not-an-image': () =>
    '画像ではないファイルです。PNG、JPEG、WebP、GIF、BMP、AVIF、TIFF、SVG をドロップしてください。',
  'unsupported-format': () =>
    'この種類の画像は読めません。PNG か JPEG で保存し、そのファイルをドロップしてください。',
  'empty-file': () => 'ファイルが空です（0 バイト）。',
  'is-a-directory': () => 'フォルダーです。開いて、中の画像をドロップしてください。',
  'too-many-bytes': (values) =>
    `ファイルが${values['limit'] ?? '上限'}を超えています。小さく保存し直してください。`,
  'too-many-pixels': (values) =>
    `${values['width'] ?? '?'} x ${values['height'] ?? '?'} 画素あり、読める大きさを超えています。縮小してからドロップしてください。`,
  'dataset-unknown': () => 'そのデータセットはありません。',
  'dataset-damaged': () =>
    'データセットのファイルが壊れています。学習の記録は無事です。Mebae をインストールし直してください。',
  'network-invalid': () =>
    'このままではネットワークとして動きません。該当する層に理由が表示されています。',
  'train-invalid': () => '範囲外の設定があります。該当する欄に理由が表示されています。',
  'cannot-train-here': () =>
    'ポータブルエンジンでは畳み込み層を訓練できません。畳み込み層を外すか、TensorFlow が動くパソコンを使ってください。',
  'native-unavailable': () =>
    'TensorFlow を直接使うよう指定されていますが、このパソコンでは動きません。指定を外して起動すると、ポータブルエンジンを使います。',
  'not-enough-memory': () =>
    'このネットワークに必要なメモリが足りません。ユニット数かバッチサイズを小さくしてください。',
  diverged: () =>
    '損失が無限大になりました。一歩が大きすぎたためです。それより前に終わったエポックの重みは残っています。学習率を下げて、もう一度訓練してください。',
  'engine-died': () =>
    '計算を担う部分が予期せず終了したため、起動し直しました。終わったエポックはすべて残っています。',
  busy: () => '訓練中です。停止するか、終わるまで待ってください。',
  'not-training': () => '訓練は行われていません。',
  'run-unknown': () => 'この記録はもうありません。',
  'run-damaged': () =>
    'Mebae の記録として読めないファイルです。元のパソコンで、もう一度保存してください。',
  'run-too-new': () =>
    '新しい版の Mebae で保存された記録です。Mebae を更新してから開いてください。',
  'no-weights-yet': () => 'まだ重みがありません。1 エポック終わるまで待ってください。',
  'lesson-invalid': (values) => invalidLesson(lesson.invalid, values),
  'write-failed': () =>
    'ファイルを書き込めませんでした。ディスクの空きを確かめて、もう一度試してください。以前に保存したものは無事です。',
  'bad-request': () => 'エンジンへの要求が正しくありません。何も変わっていません。',
  unexpected: () => '予期しないことが起きました。終わったエポックは残っています。',
};
