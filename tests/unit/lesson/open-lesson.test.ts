import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseStart } from '../../../main/arguments.ts';
import { menuTemplate } from '../../../main/menu-template.ts';
import { readRun } from '../../../main/open-run.ts';
import {
  defaultSettings,
  lessonLimits,
  type MenuCommand,
  type Settings,
} from '../../../preload/contract.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mebae-lesson-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a lesson opened outside the window', () => {
  it('is taken from the arguments like a run', () => {
    const start = parseStart(
      ['/usr/bin/mebae', 'class.mebae-lesson', 'B.MEBAE-LESSON', 'x.mebae-lesson.txt', 'a.mebae'],
      '/opt/mebae',
      '/home/ada',
    );
    expect(start).toMatchObject({
      files: ['class.mebae-lesson', 'B.MEBAE-LESSON', 'a.mebae'].map((name) =>
        path.resolve('/home/ada', name),
      ),
    });
  });

  it('is read whole, but none that is larger than lessons are', async () => {
    const file = path.join(folder, 'class.mebae-lesson');
    await writeFile(file, '{}');
    expect(await readRun(file)).toEqual({
      name: 'class.mebae-lesson',
      ok: true,
      bytes: new TextEncoder().encode('{}'),
    });
    await truncate(file, lessonLimits.bytes + 1);
    expect(await readRun(file)).toMatchObject({ ok: false, failure: { code: 'too-many-bytes' } });
    const run = path.join(folder, 'large.mebae');
    await writeFile(run, new Uint8Array(lessonLimits.bytes + 1));
    expect(await readRun(run)).toMatchObject({ ok: true });
  });
});

describe('the menu', () => {
  const items = (settings: Settings) => {
    const sent: MenuCommand[] = [];
    const menu = menuTemplate({
      settings,
      locale: 'ja',
      platform: 'linux',
      packaged: true,
      send: (command) => sent.push(command),
    });
    const all = menu.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    return { sent, byId: (id: string) => all.find((item) => item.id === id)! };
  };

  it('opens lessons, turns their steps and saves the report', () => {
    const { sent, byId } = items(defaultSettings);
    const ids = ['open-lesson', 'lesson', 'next-step', 'previous-step', 'save-report'];
    for (const id of ids) (byId(id).click as () => void)();
    expect(sent).toEqual(ids);
    expect(byId('lesson').checked).toBe(false);
  });

  it('marks that a lesson is on', () => {
    const lesson = { active: true } as NonNullable<Settings['lesson']>;
    expect(items({ ...defaultSettings, lesson }).byId('lesson').checked).toBe(true);
  });
});
