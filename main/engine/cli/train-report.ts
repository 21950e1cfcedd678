import type { EpochRecord, TrainingProgress } from '../../../preload/contract.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { integer, percent, seconds } from './figures.ts';
import type { Output } from './output.ts';
import { progressBar } from './progress-bar.ts';

/** What `mebae train` tells, from its first line to its last. */
export class TrainReport {
  readonly #since = performance.now();

  constructor(
    private readonly output: Output,
    private readonly run: RunFolder,
  ) {}

  start(): void {
    const { record, folder } = this.run;
    const { engine, network, train, parameters, trainSamples, validationSamples } = record;
    this.output.event({
      type: 'start',
      ...{ engine, network, train, parameters, trainSamples, validationSamples },
    });
    this.output.line(
      `${record.name}: ${integer(parameters)} parameters, ${integer(trainSamples)} training and ` +
        `${integer(validationSamples)} validation pictures, ${engine} engine`,
    );
    this.output.line(`The run is kept in ${folder}`);
  }

  progress(progress: TrainingProgress): void {
    this.output.bar(progressBar(progress, this.output.columns));
  }

  epoch(record: EpochRecord): void {
    const { epoch, loss, accuracy, valLoss, valAccuracy, validationSeconds } = record;
    this.output.event({
      type: 'epoch',
      ...{ epoch, loss, accuracy, valLoss, valAccuracy },
      ...{ seconds: record.seconds, validationSeconds },
    });
    this.output.line(
      `Epoch ${epoch}/${this.run.record.train.epochs}  loss ${loss.toFixed(4)}  ` +
        `accuracy ${percent(accuracy)}  validation loss ${valLoss.toFixed(4)}  ` +
        `validation accuracy ${percent(valAccuracy)}  ${seconds(record.seconds)}`,
    );
  }

  done(): void {
    const { record, folder } = this.run;
    const kept = record.history[record.weightsEpoch - 1];
    this.output.event({
      type: 'done',
      out: folder,
      seconds: this.#elapsed(),
      valAccuracy: kept?.valAccuracy ?? null,
    });
    const accuracy = kept ? `, validation accuracy ${percent(kept.valAccuracy)}` : '';
    this.output.line(`Done in ${seconds(this.#elapsed())}${accuracy}: ${folder}`);
  }

  interrupted(): void {
    const { record, folder } = this.run;
    this.output.event({
      type: 'interrupted',
      out: folder,
      seconds: this.#elapsed(),
      epochs: record.history.length,
    });
    this.output.line(`Stopped; what was trained is kept. To go on: mebae train --resume ${folder}`);
  }

  #elapsed(): number {
    return (performance.now() - this.#since) / 1000;
  }
}
