import type { Page } from '@playwright/test';
import { locales, type Locale } from '../../preload/contract.ts';
import { Student } from './eight-steps.ts';
import { expect, test } from './fixtures.ts';
import type { Hand } from './hands/hand.ts';
import { KeyboardHand } from './hands/keyboard.ts';
import { watchMeans } from './hands/means.ts';
import { MouseHand } from './hands/mouse.ts';
import { lectureLesson } from './lecture-lesson.ts';

interface Means {
  name: string;
  handOf(window: Page, locale: Locale): Hand;
  /** The only events that it sends. */
  events: string[];
}

const means: Means[] = [
  {
    name: 'mouse',
    handOf: (window, locale) => new MouseHand(window, locale),
    events: ['pointerdown'],
  },
  { name: 'keyboard', handOf: (window) => new KeyboardHand(window), events: ['keydown'] },
];

for (const locale of locales) {
  test.describe(`the lecture in ${locale}`, () => {
    test.use({ language: locale });

    for (const { name, handOf, events } of means) {
      test(`all eight steps by ${name} alone`, async ({ mebae }) => {
        const { window } = mebae;
        const sent = await watchMeans(window);
        const student = new Student(window, locale, handOf(window, locale));
        await student.begin();
        await expect(window.locator('html')).toHaveAttribute('lang', locale);
        const steps = [
          () => student.pixels(),
          () => student.imageData(),
          () => student.networks(),
          () => student.classificationSystem(),
          () => student.createNetwork(),
          () => student.training(),
          () => student.results(),
          () => student.otherDataset(),
        ];
        for (const [index, doStep] of steps.entries()) {
          const title = lectureLesson.steps[index]!.title[locale];
          await test.step(title, async () => {
            await student.enters(index + 1);
            await doStep();
            await student.leaves(index + 1);
          });
        }
        expect(await sent()).toEqual(events);
        expect(mebae.complaints).toEqual([]);
        expect(mebae.requests).toEqual([]);
      });
    }
  });
}
