import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { lectureNetwork, lectureTrainSpec } from '../../../main/engine/network/presets.ts';
import { ReportSchema, type RunRecord } from '../../../preload/contract.ts';
import { bitmapUrl } from '../../../renderer/lesson/report/bitmap.ts';
import { curvesSvg } from '../../../renderer/lesson/report/curves.ts';
import { reportFileName } from '../../../renderer/lesson/report/file-name.ts';
import { escapeHtml, markup } from '../../../renderer/lesson/report/markup.ts';
import { sheetHtml } from '../../../renderer/lesson/report/sheet.ts';
import type {
  SheetData,
  SheetRun,
  SheetWords,
} from '../../../renderer/lesson/report/sheet-data.ts';
import { catalogues } from '../../../renderer/messages/catalogue.ts';

const hostile = `</title><script>alert(1)</script>"'><img src=x onerror=alert(1)>&\u0000\u202e`;
const words: SheetWords = {
  locale: 'en',
  texts: catalogues.en.lesson.sheet,
  number: (value, decimals) => value.toFixed(decimals ?? 0),
  percent: (share, decimals = 1) => `${(share * 100).toFixed(decimals)}%`,
  date: (iso) => iso,
};

const run: SheetRun = {
  record: {
    name: 'First run',
    network: lectureNetwork({ height: 2, width: 2, channels: 1, classes: 2 }),
    train: lectureTrainSpec('mnist'),
    parameters: 898,
    trainSamples: 60_000,
    validationSamples: 10,
    history: [1, 2].map((epoch) => ({
      epoch,
      loss: 0.5 / epoch,
      accuracy: 0.8,
      valLoss: 0.6 / epoch,
      valAccuracy: 0.7,
      learningRate: 0.001,
      seconds: 1,
      validationSeconds: 1,
    })),
  } as unknown as RunRecord,
  dataset: 'MNIST',
  labels: ['zero', 'one'],
  optimizer: 'Adam',
  more: [['Schedule', 'Cosine']],
  layers: [{ name: 'Flatten', shape: [4], parameters: 0 }],
  accuracy: 0.7,
  matrix: { classes: 2, counts: Uint32Array.from([4, 1, 2, 3]) },
  pictures: [
    {
      pixels: Uint8Array.from([0, 255, 128, 64]),
      width: 2,
      height: 2,
      actual: 1,
      predicted: 0,
      probabilities: [0.9, 0.1],
    },
  ],
};

function data(changes: Partial<SheetData> = {}): SheetData {
  return {
    student: 'Ada',
    date: '2026-11-24T10:00:00.000Z',
    lesson: { title: 'Lecture', done: 3, steps: 8 },
    guesses: [{ step: 'Training', text: 'You guessed 90%' }],
    program: { version: '1.2.3', engine: 'native TensorFlow', tensorflow: '2.9.1' },
    trainings: [],
    runs: [run],
    ...changes,
  };
}

/** Tag names of a page, scripts of any kind and handlers included. */
const tags = (html: string) => new Set([...html.matchAll(/<([a-z0-9!]+)/gi)].map(([, tag]) => tag));

describe('the report', () => {
  it('tells guesses, settings, curves, matrix and answers with the real numbers', () => {
    const html = sheetHtml(data(), words);
    for (const part of [
      'Ada',
      'You guessed 90%',
      'First run',
      'Adam',
      'Cosine',
      'Flatten',
      '70.00%',
    ]) {
      expect(html).toContain(part);
    }
    expect(html).toContain('3 of 10 are not');
    expect(html).toContain('zero: wrong, it is one');
    expect(html).toContain('<td class="wrong">2</td>');
    expect(html).toContain('<tr class="answer"><td>zero</td><td>0.9000</td></tr>');
    expect(html.match(/<polyline/g)).toHaveLength(4);
    expect(html).toContain('<html lang="en">');
  });

  it('tells each training in full, and lists them all', () => {
    const listed = { dataset: 'MNIST', network: '4 – 2', epochs: 2, accuracy: 0.7 };
    const trainings = [
      { ...listed, name: 'First run' },
      { ...listed, name: 'Stopped at once', epochs: 0, accuracy: null },
    ];
    const second = { ...run, record: { ...run.record, name: 'Second run' } };
    const html = sheetHtml(data({ trainings, runs: [run, second] }), words);
    expect(html.replaceAll('\n', '')).toContain(
      '<td>Stopped at once</td><td>MNIST</td><td>4 – 2</td><td>0</td><td>–</td>',
    );
    expect(html.indexOf(words.texts.oneRun('First run'))).toBeGreaterThan(0);
    expect(html.indexOf(words.texts.oneRun('Second run'))).toBeGreaterThan(
      html.indexOf(words.texts.oneRun('First run')),
    );
    expect(html.match(/<polyline/g)).toHaveLength(8);
    expect(html.match(/class="matrix"/g)).toHaveLength(2);
  });

  it('needs nothing beside it and runs nothing', () => {
    const html = sheetHtml(data(), words);
    expect(html).toContain('default-src &#39;none&#39;');
    expect(html).not.toMatch(/https?:|<script|<link|<iframe|javascript:|url\(|@import/i);
    for (const [, source] of html.matchAll(/src="([^"]*)"/g)) {
      expect(source).toMatch(/^data:image\/bmp;base64,/);
    }
  });

  it('lets no name, title or label become markup', () => {
    const labels = [hostile, hostile];
    const html = sheetHtml(
      data({
        student: hostile,
        lesson: { title: hostile, done: 0, steps: 1 },
        guesses: [{ step: hostile, text: hostile }],
        program: { version: hostile, engine: hostile, tensorflow: hostile },
        trainings: [],
        runs: [
          {
            ...run,
            record: { ...run.record, name: hostile },
            more: [[hostile, hostile]],
            dataset: hostile,
            optimizer: hostile,
            labels,
            layers: [{ name: hostile, shape: [], parameters: 0 }],
          },
        ],
      }),
      words,
    );
    expect(tags(html)).toEqual(tags(sheetHtml(data(), words)));
    expect(html.match(/<img/g)).toHaveLength(1);
    expect(html).not.toContain('\u0000');
    expect(html).not.toContain('\u202e');
    expect(html).toContain('&lt;script&gt;');
    expect(html.match(/<title>/g)).toHaveLength(1);
  });

  it('says so where no network was trained, and leaves an empty name out', () => {
    const html = sheetHtml(data({ runs: [], student: '', guesses: [], lesson: null }), words);
    expect(html).toContain(words.texts.noRun);
    expect(html).toContain(words.texts.noGuesses);
    expect(html).not.toContain(`<dt>${words.texts.student}</dt>`);
  });

  it('draws what is finite of a loss that became infinite', () => {
    const { html } = curvesSvg(
      'Loss',
      'Epoch',
      [{ name: 'Training', values: [1, Number.NaN, 0.5, Infinity], dashed: false }],
      String,
    );
    expect(html).not.toMatch(/NaN|Infinity/);
    expect(html.match(/<circle/g)).toHaveLength(2);
  });
});

describe('markup', () => {
  it('escapes what is filled in, and not what it made itself', () => {
    const inner = markup`<b>${'<i>'}</b>`;
    expect(markup`<p title="${'"x'}">${inner}${3}${[inner]}</p>`.html).toBe(
      '<p title="&quot;x"><b>&lt;i&gt;</b>3<b>&lt;i&gt;</b></p>',
    );
    expect(escapeHtml(`<>&"'`)).toBe('&lt;&gt;&amp;&quot;&#39;');
  });
});

describe('the picture in the report', () => {
  it('is a BMP with the rows from the bottom up, padded to four bytes', () => {
    const url = bitmapUrl(Uint8Array.from([1, 2, 3, 4, 5, 6]), 3, 2);
    const bytes = Buffer.from(url.replace('data:image/bmp;base64,', ''), 'base64');
    expect(bytes.toString('latin1', 0, 2)).toBe('BM');
    expect(bytes.readUInt32LE(2)).toBe(bytes.length);
    expect([bytes.readInt32LE(18), bytes.readInt32LE(22)]).toEqual([3, 2]);
    expect([...bytes.subarray(bytes.readUInt32LE(10))]).toEqual([4, 5, 6, 0, 1, 2, 3, 0]);
    // Grey 200 stands for red, green and blue 200.
    expect([...bytes.subarray(54 + 200 * 4, 54 + 201 * 4)]).toEqual([200, 200, 200, 0]);
  });
});

describe('the file name', () => {
  const date = '2026-11-24T10:00:00.000Z';

  it('tells what, whose and when', () => {
    expect(reportFileName('Report', '山田 花子', date, 'pdf')).toBe(
      'Report 山田 花子 2026-11-24.pdf',
    );
    expect(reportFileName('Report', '', date, 'html')).toBe('Report 2026-11-24.html');
  });

  it.each(['../../etc/passwd', 'C:\\x', 'a\u0000b', '\u202egnp.exe', 'x'.repeat(500), '<|>?*"'])(
    'is one that main takes, whatever the name: %j',
    (student) => {
      const fileName = reportFileName('Report', student, date, 'pdf');
      expect(v.safeParse(ReportSchema, { html: 'x', fileName }).success).toBe(true);
      expect(fileName).not.toMatch(/[\\/:\u202e]/);
    },
  );

  it('of a report can be no path', () => {
    for (const fileName of ['../x.pdf', 'a/b.pdf', 'a\\b.pdf', 'x.exe', 'x.pdf\n', '.pdf', '']) {
      expect(v.safeParse(ReportSchema, { html: 'x', fileName }).success).toBe(false);
    }
  });
});
