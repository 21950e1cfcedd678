import { builtInDatasets } from '../../../../preload/contract.ts';
import { datasetInfo } from '../../data/datasets.ts';
import type { CommandContext } from '../context.ts';
import { integer } from '../figures.ts';

/** `mebae datasets`: what comes with the application, with sizes and where it comes from. */
export async function datasets({ output, locale }: CommandContext): Promise<number> {
  for (const info of builtInDatasets.map(datasetInfo)) {
    output.event({ type: 'dataset', ...info });
    output.line(info.id);
    output.line(
      `  ${integer(info.training)} + ${integer(info.validation)} x ` +
        `${info.height} x ${info.width} x ${info.channels}, ${integer(info.bytes)} bytes`,
    );
    output.line(`  ${info.labels[locale].join(' · ')}`);
    output.line(`  ${info.source} (${info.licence})`);
  }
  return 0;
}
