import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Room } from '../../preload/contract.ts';
import { checkout } from './fixtures.ts';

/** The lesson that comes with Mebae, as its file holds it. */
export const lectureLesson = JSON.parse(
  readFileSync(path.join(checkout, 'assets/lessons/lecture.mebae-lesson'), 'utf8'),
) as {
  steps: {
    id: string;
    title: Record<'ja' | 'en', string>;
    text: Record<'ja' | 'en', string>;
    room: Room;
    guess?: 'accuracy' | 'confusion';
  }[];
};
