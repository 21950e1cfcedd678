import type { CommandLocale } from './context.ts';

const usage = `mebae datasets
mebae train --dataset mnist|fashion-mnist|PATH [--layers "dense:128:relu,dense:64:relu"] [--network FILE]
            [--recipe lecture|quick|accurate] [--epochs 5] [--batch-size 32] [--optimizer adam] [--learning-rate 0.001] [--seed 1]
            [--limit N] [--engine auto|native|portable] [--threads N] [--out DIR] [--json]
mebae train --resume DIR [--epochs N] [--dataset PATH] [--engine …] [--threads N] [--json]
mebae evaluate --model DIR --dataset NAME|PATH [--json]
mebae classify --model DIR IMAGE... [--top 3] [--json]
mebae info [--json]`;

const texts: Record<CommandLocale, string> = {
  en: `Mebae: watch a neural network learn to see.

${usage}

Commands
  datasets   the datasets that come with Mebae
  train      train a network; Ctrl-C keeps what was trained
  evaluate   loss and accuracy of a trained network, by class
  classify   what a trained network sees in pictures
  info       the engine that computes here

Training
  --dataset        mnist, fashion-mnist, or a folder of IDX files under MNIST's names
  --layers         hidden layers: dense:UNITS[:ACTIVATION], conv2d:FILTERS:KERNEL[:ACTIVATION],
                   maxPool:SIZE, averagePool:SIZE, dropout:RATE, batchNorm.
                   Flatten and the last layer are added. Without: dense:128:relu
  --network        a network as a JSON file instead
  --recipe         a ready network with its settings: lecture, quick (seconds), accurate (a minute);
                   options beside it change them
  --optimizer      sgd, momentum, nesterov, rmsprop, adam, adamw
  --learning-rate  without: 0.001; 0.01 for sgd, momentum, nesterov
  --limit          only the first N training pictures
  --engine         native (TensorFlow), portable (WebAssembly), auto (native where it runs)
  --out            the run's folder; without: mebae-runs/DATASET-TIME here
  --resume         go on with the run in DIR, from its last finished epoch to --epochs in all
  --model          a run's folder, or a run saved as one file (.mebae)
  --json           one JSON object a line on the standard output, and nothing else

Exit codes: 0 done; 1 something failed; 2 wrong usage; 130 ended by Ctrl-C.`,
  ja: `Mebae: ニューラルネットワークが「見る」ことを学ぶ様子を観察する

${usage}

コマンド
  datasets   Mebaeに付属するデータセットの一覧
  train      ネットワークを訓練する(Ctrl-Cで止めても、それまでの訓練結果は残ります)
  evaluate   訓練済みネットワークの損失と正解率(クラス別も)
  classify   訓練済みネットワークで画像を分類する
  info       計算に使われるエンジン

訓練
  --dataset        mnist、fashion-mnist、またはMNISTと同じ名前のIDXファイルが入ったフォルダー
  --layers         隠れ層: dense:ユニット数[:活性化関数]、conv2d:フィルター数:カーネル[:活性化関数]、
                   maxPool:大きさ、averagePool:大きさ、dropout:割合、batchNorm
                   Flattenと最後の層は自動で加わります。省略時: dense:128:relu
  --network        代わりに、ネットワークを記述したJSONファイル
  --recipe         用意されたネットワークと設定: lecture(講義)、quick(数秒)、accurate(約1分)。
                   ほかのオプションで一部を変えられます
  --optimizer      sgd、momentum、nesterov、rmsprop、adam、adamw
  --learning-rate  省略時: 0.001(sgd、momentum、nesterovでは0.01)
  --limit          訓練画像の先頭N枚だけを使う
  --engine         native(TensorFlow)、portable(WebAssembly)、auto(使えればnative)
  --out            訓練結果のフォルダー。省略時: 今いるフォルダーの mebae-runs/データセット-時刻
  --resume         DIRの訓練を、最後に終えたエポックから、通算 --epochs まで続ける
  --model          訓練結果のフォルダー、または1つのファイルに保存した訓練結果(.mebae)
  --json           標準出力には1行に1つのJSONオブジェクトだけを書く

終了コード: 0 完了、1 失敗、2 使い方の誤り、130 Ctrl-Cによる終了`,
};

export function helpText(locale: CommandLocale): string {
  return texts[locale];
}
