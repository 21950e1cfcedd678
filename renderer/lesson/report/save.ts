import { saveFile } from '../../engine/save-file.ts';
import { EngineFailure } from '../../engine/client.ts';
import { i18n } from '../../messages/i18n.svelte.ts';
import type { App } from '../../state/app.svelte.ts';
import { reportFileName } from './file-name.ts';
import { gatherSheet } from './gather.ts';
import { sheetHtml } from './sheet.ts';

/**
 * Makes a student's report in the language in use and hands it to the system's dialog.
 * @returns whether it is known to be on the disk: the dialog of a web page is answered later, by main
 * @throws EngineFailure when the engine can't answer or the PDF can't be written
 */
export async function saveSheet(app: App, kind: 'html' | 'pdf', student: string): Promise<boolean> {
  const data = await gatherSheet(app, student);
  const texts = i18n.t.lesson.sheet;
  const html = sheetHtml(data, {
    locale: i18n.locale,
    texts,
    number: (value, decimals) => i18n.number(value, decimals),
    percent: (share, decimals) => i18n.percent(share, decimals),
    date: (iso) => i18n.date(iso),
  });
  const fileName = reportFileName(texts.fileName, data.student, data.date, kind);
  if (kind === 'html') {
    saveFile(fileName, new TextEncoder().encode(html));
    return false;
  }
  const saved = await app.host.saveReport({ html, fileName });
  if (saved.state === 'failed') throw new EngineFailure(saved.failure);
  return saved.state === 'saved';
}
