import { toFailure, type ErrorCode, type Failure } from '../../../preload/contract.ts';
import type { CommandContext, CommandLocale } from './context.ts';

type Texts = Record<CommandLocale, string>;

/** What happened and what to do, for those who type; the window has its own texts. */
const texts: Record<ErrorCode, Texts> = {
  'unreadable-image': {
    en: 'The picture is damaged, cut off, or cannot be opened.',
    ja: '画像が壊れているか、途中で切れているか、開けません。',
  },
  'not-an-image': { en: 'This file is not a picture.', ja: '画像ファイルではありません。' },
  'unsupported-format': {
    en: 'This kind of picture cannot be read; save it as PNG or JPEG.',
    ja: 'この形式の画像は読めません。PNGかJPEGで保存し直してください。',
  },
  'empty-file': { en: 'The file is empty.', ja: 'ファイルが空です。' },
  'is-a-directory': { en: 'This is a folder, not a picture.', ja: '画像ではなくフォルダーです。' },
  'too-many-bytes': { en: 'The file is too large.', ja: 'ファイルが大きすぎます。' },
  'too-many-pixels': { en: 'The picture has too many pixels.', ja: '画像の画素数が多すぎます。' },
  'dataset-unknown': {
    en: 'There is no such dataset; "mebae datasets" lists those that there are.',
    ja: 'そのデータセットはありません。「mebae datasets」で一覧を表示できます。',
  },
  'dataset-damaged': {
    en: 'The files of the dataset are damaged.',
    ja: 'データセットのファイルが壊れています。',
  },
  'network-invalid': {
    en: 'The network cannot work as it stands.',
    ja: 'このネットワークは、このままでは動きません。',
  },
  'train-invalid': {
    en: 'A setting of the training is out of range.',
    ja: '訓練の設定に、範囲を外れた値があります。',
  },
  'cannot-train-here': {
    en: 'The portable engine cannot train convolutions; leave them out, or use native TensorFlow.',
    ja: '汎用エンジンでは畳み込みを訓練できません。畳み込み層を外すか、ネイティブ版TensorFlowを使ってください。',
  },
  'native-unavailable': {
    en: 'Native TensorFlow cannot be used here; leave out --engine native.',
    ja: 'ここではネイティブ版TensorFlowを使えません。--engine native を外してください。',
  },
  'not-enough-memory': {
    en: 'There is not enough free memory; use fewer units or a smaller batch size.',
    ja: '空きメモリーが足りません。ユニット数かバッチサイズを減らしてください。',
  },
  diverged: {
    en: 'The loss became infinite; the last good weights were kept. Lower --learning-rate.',
    ja: '損失が無限大になりました。最後の正常な重みは保存してあります。--learning-rate を下げてください。',
  },
  'engine-died': { en: 'The engine ended unexpectedly.', ja: '計算エンジンが突然終了しました。' },
  busy: { en: 'A training is under way.', ja: '訓練が進行中です。' },
  'not-training': { en: 'No training is under way.', ja: '進行中の訓練はありません。' },
  'run-unknown': {
    en: 'There is no run in this folder.',
    ja: 'このフォルダーに訓練結果がありません。',
  },
  'run-damaged': {
    en: 'The run is damaged or is not one of Mebae’s.',
    ja: '訓練結果が壊れているか、Mebaeのものではありません。',
  },
  'run-too-new': {
    en: 'The run was saved by a newer Mebae; update to read it.',
    ja: '新しい版のMebaeで保存された訓練結果です。Mebaeを更新してください。',
  },
  'no-weights-yet': {
    en: 'The run has no weights yet; train it for an epoch first.',
    ja: 'まだ重みがありません。まず1エポック訓練してください。',
  },
  'lesson-invalid': {
    en: 'This file is not a lesson that can be opened.',
    ja: '授業ファイルとして開けません。',
  },
  'write-failed': {
    en: 'Writing failed; nothing saved before was lost.',
    ja: '書き込めませんでした。それまでに保存したものは無事です。',
  },
  'bad-request': { en: 'The request makes no sense.', ja: '要求が正しくありません。' },
  unexpected: { en: 'Something unexpected happened.', ja: '予期しないことが起きました。' },
};

export function errorText({ code, detail }: Failure, locale: CommandLocale): string {
  const text = texts[code][locale];
  return detail && detail !== code ? `${text} (${detail})` : text;
}

/** Tells of a failure, beside the name of the file that it is about, if any. */
export function reportFailure(
  { output, locale }: Pick<CommandContext, 'output' | 'locale'>,
  error: unknown,
  file?: string,
): void {
  const failure = toFailure(error);
  const message = errorText(failure, locale);
  output.event({
    type: 'error',
    code: failure.code,
    ...(file === undefined ? {} : { file }),
    message,
    ...(failure.values ? { values: failure.values } : {}),
  });
  output.errorLine(`${file === undefined ? 'mebae' : file}: ${message}`);
}
