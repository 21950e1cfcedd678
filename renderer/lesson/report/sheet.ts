import { Markup, markup } from './markup.ts';
import { guesses, head, oneRun, trainings } from './sections.ts';
import type { SheetData, SheetWords } from './sheet-data.ts';
import { sheetStyles } from './styles.ts';

/** What a browser may do with the page: show its own styles and pictures. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/**
 * The student's report as one HTML page: nothing beside it, no script, ready to be printed. Whatever
 * was typed or came from a file is escaped.
 */
export function sheetHtml(data: SheetData, words: SheetWords): string {
  const { runs } = data;
  const t = words.texts;
  const parts = [
    head(data, words),
    guesses(data, words),
    ...trainings(data, words),
    ...(runs.length > 0 ? runs.map((run) => oneRun(run, words)) : [markup`<p>${t.noRun}</p>`]),
  ];
  const title = data.student === '' ? t.title : `${t.title} – ${data.student}`;
  return markup`<!doctype html>
<html lang="${words.locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${new Markup(sheetStyles)}</style>
</head>
<body>
${parts}
</body>
</html>
`.html;
}
