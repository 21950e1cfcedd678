import { expect, it } from 'vitest';
import { menuTemplate } from '../../../main/menu-template.ts';
import { hostMessages } from '../../../main/messages.ts';
import {
  defaultSettings,
  locales,
  menuCommands,
  type MenuCommand,
} from '../../../preload/contract.ts';

const flatten = (texts: object, prefix = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[prefix + key, value]]
      : flatten(value as object, `${prefix}${key}.`),
  );

it('has the same texts in both languages, none of them empty or left in English', () => {
  const en = flatten(hostMessages.en);
  const ja = flatten(hostMessages.ja);
  expect(ja.map(([key]) => key)).toEqual(en.map(([key]) => key));
  for (const [key, text] of ja) {
    if (key !== 'crash.title') expect(text, key).toMatch(/[ぁ-んァ-ヶ一-龠]/);
  }
});

it.each(['linux', 'win32', 'darwin'] as const)('offers every command once on %s', (platform) => {
  for (const locale of locales) {
    const sent: MenuCommand[] = [];
    const template = menuTemplate({
      settings: defaultSettings,
      locale,
      platform,
      packaged: true,
      send: (command) => sent.push(command),
    });
    const click = (items: typeof template): void => {
      for (const item of items) {
        if (Array.isArray(item.submenu)) click(item.submenu);
        (item.click as (() => void) | undefined)?.();
      }
    };
    click(template);
    expect(sent.toSorted()).toEqual([...menuCommands].sort());
  }
});
