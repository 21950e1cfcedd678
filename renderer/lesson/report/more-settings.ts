import type { TrainSpec } from '../../../preload/contract.ts';
import { i18n } from '../../messages/i18n.svelte.ts';

/** Names and values of the settings that most trainings leave as they are, where this one did not. */
export function moreSettings(train: TrainSpec): [string, string][] {
  const { train: t, lesson } = i18n.t;
  const { sheet } = lesson;
  const { schedule, l2, clipNorm, classWeights, augmentation, earlyStopping } = train;
  const settings: ([string, string] | false)[] = [
    schedule.kind !== 'constant' && [t.schedule, t.schedules[schedule.kind]],
    l2 > 0 && [t.l2, String(l2)],
    clipNorm !== null && [sheet.clipNorm, String(clipNorm)],
    classWeights !== null && [sheet.classWeights, classWeights.join(', ')],
    augmentation !== null && [
      sheet.augmentation,
      sheet.augmented(String(augmentation.shift), String(augmentation.rotate), augmentation.flip),
    ],
    earlyStopping !== null && [t.earlyStopping, sheet.patience(String(earlyStopping.patience))],
  ];
  return settings.filter((setting) => setting !== false);
}
