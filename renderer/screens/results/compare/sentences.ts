import type { RunRecord } from '../../../../preload/contract.ts';
import { i18n } from '../../../messages/i18n.svelte.ts';
import { isSame } from '../../../state/same.ts';
import type { Validation } from '../validation.ts';
import { mostConfused } from './confused.ts';

/** Datasets by their names, so that the sentence speaks of them; two of one dataset by the runs'. */
function nameOf(of: RunRecord, beside: RunRecord): string {
  const names: Partial<Record<string, string>> = i18n.t.parts.datasets;
  const { dataset } = of.train;
  return dataset === beside.train.dataset ? of.name : (names[dataset] ?? of.name);
}

/** Which of the two is harder, or does better; in the window's language. */
export function verdict(one: Validation, two: Validation): string {
  const t = i18n.t.results;
  const share = ({ accuracy }: Validation) => i18n.percent(accuracy, 2);
  if (share(one) === share(two)) return t.same(share(one));
  const [low, high] = one.accuracy < two.accuracy ? [one, two] : [two, one];
  const [lowName, highName] = [nameOf(low.run, high.run), nameOf(high.run, low.run)];
  return one.run.train.dataset === two.run.train.dataset
    ? t.better(highName, share(high), lowName, share(low))
    : t.harder(lowName, share(low), highName, share(high));
}

/** The two classes that `of` confuses most, how often, and their share of its mistakes. */
export function confusion(of: Validation, beside: Validation): string {
  const t = i18n.t.results;
  const most = mostConfused(of.matrix);
  const name = nameOf(of.run, beside.run);
  if (!most) return t.noMistakes(name);
  const [one = '', two = ''] = most.classes.map((label) => of.run.labels[i18n.locale][label] ?? '');
  const share = i18n.percent(most.count / of.mistakes.length, 0);
  return t.confused(name, one, two, i18n.number(most.count), share);
}

/** Whether nothing but the data tells them apart. */
export function isAlike(one: RunRecord, two: RunRecord): boolean {
  return isSame([one.network, one.train.trainingLimit], [two.network, two.train.trainingLimit]);
}
