import { stat } from 'node:fs/promises';
import path from 'node:path';
import { folderBytes } from '../setup/child.ts';
import { megabytes, type Report } from '../setup/report.ts';
import { writeChecksums } from './checksums.ts';
import { packStage, unpackedProgram } from './electron-builder.ts';
import { stageApplication } from './stage.ts';

/**
 * Packages out/ and what it loads for this system, into `output`: the unpacked program, the packages,
 * and their SHA256SUMS.
 * @param targets electron-builder's names of formats; `dir` makes the unpacked program only
 */
export async function makePackages(
  output: string,
  targets: string[],
  report: Report,
): Promise<void> {
  const startedAt = Date.now();
  report.say('staging the application');
  const stage = path.join(output, 'stage');
  const { native } = await stageApplication(stage);
  if (!native)
    report.say('native TensorFlow is not here: the program gets its portable engine only');
  report.say(`packing ${targets.join(', ')}`);
  const packages = await packStage(stage, output, targets);
  if (packages.length > 0) await writeChecksums(packages, output);
  for (const file of packages) {
    report.say(`${path.basename(file)}: ${megabytes((await stat(file)).size)}`);
  }
  const { folder } = unpackedProgram(output);
  report.say(`${path.basename(folder)}: ${megabytes(await folderBytes(folder))}`);
  report.say(`packaged in ${Math.round((Date.now() - startedAt) / 1000)} s`);
}
