import path from 'node:path';
import { app, type Session } from 'electron';
import type { HostMessages } from './messages.ts';
import { applicationHost, applicationScheme } from './security/origin.ts';

const ownBlobs = `blob:${applicationScheme}://${applicationHost}/`;

/**
 * The page saves a run by a link with `download` to a blob of its own; the system's dialog asks
 * where to. Anything else that would become a file on the disk is refused.
 */
export function saveWithDialog(session: Session, texts: () => HostMessages['save']): void {
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(ownBlobs)) {
      event.preventDefault();
      return;
    }
    // A name only: the page doesn't choose the folder.
    const name = path.basename(item.getFilename());
    const extension = path.extname(name).slice(1);
    const { run, all } = texts();
    item.setSaveDialogOptions({
      defaultPath: path.join(app.getPath('documents'), name),
      filters: [
        ...(extension === ''
          ? []
          : [
              {
                name: extension === 'mebae' ? run : extension.toUpperCase(),
                extensions: [extension],
              },
            ]),
        { name: all, extensions: ['*'] },
      ],
    });
  });
}
