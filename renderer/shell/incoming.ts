import { engineLimits, lessonLimits } from '../../preload/contract.ts';
import { lessonExtension } from '../lesson/read-lesson.ts';
import { i18n } from '../messages/i18n.svelte.ts';
import type { App } from '../state/app.svelte.ts';

/** What a drop, a paste or a choice brought: files, and the names of folders. */
export interface Incoming {
  files: File[];
  folders: string[];
}

const pictureTypes = 'image/*,.heic,.heif,.tif,.tiff';
const runType = '.mebae';
const endsWith = (end: string) => (file: File) => file.name.toLowerCase().endsWith(end);
const isRun = endsWith(runType);
const isLesson = endsWith(lessonExtension);

/** Of more things dropped together, only those without a type are asked whether they are folders. */
const askedAtOnce = 500;

/** Must be called within the event: afterwards the browser forgets the items. */
export function incomingFrom(transfer: DataTransfer): Incoming {
  const files: File[] = [];
  const folders: string[] = [];
  // Asking every one of ten thousand what it is would hold the window up.
  const few = transfer.items.length <= askedAtOnce;
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    // A folder has no type, unless its name looks like a file's.
    const entry = few || item.type === '' ? item.webkitGetAsEntry() : null;
    const file = entry?.isDirectory ? null : item.getAsFile();
    if (file) files.push(file);
    else if (entry) folders.push(entry.name);
  }
  return { files, folders };
}

/** Pictures go to Try and are classified; saved runs and lessons are opened. */
export async function receive(app: App, { files, folders }: Incoming): Promise<void> {
  const pictures = files.filter((file) => !isRun(file) && !isLesson(file));
  if (pictures.length > 0 || folders.length > 0) {
    app.go('try');
    app.dropped.add(pictures, folders);
  }
  for (const file of files.filter(isRun)) await openRunFile(app, file);
  const lesson = files.find(isLesson);
  if (lesson) await openLessonFile(app, lesson);
}

async function openRunFile(app: App, file: File): Promise<void> {
  if (file.size > engineLimits.runBytes) {
    const limit = `${engineLimits.runBytes / 1024 / 1024} MB`;
    app.notices.fail({ code: 'too-many-bytes', values: { limit } });
    return;
  }
  const content = await file.arrayBuffer().catch(() => null);
  if (content) await app.openRun(new Uint8Array(content));
  else app.notices.fail({ code: 'run-damaged' });
}

/** A byte more than a lesson may have is read at most: the lesson itself then says that it is too large. */
async function openLessonFile(app: App, file: File): Promise<void> {
  const content = await file
    .slice(0, lessonLimits.bytes + 1)
    .arrayBuffer()
    .catch(() => null);
  if (content) app.lesson.open(new Uint8Array(content));
  else app.notices.fail({ code: 'lesson-invalid', values: { problem: 'not-text', place: '' } });
}

type Choice = 'pictures' | 'run' | 'lesson';

/**
 * Lets the user choose pictures (and runs), or runs or lessons only. Chromium opens the dialog only right after a
 * click or key in the page; after one in the system's menu, a message with a button takes its place.
 */
export function chooseFiles(app: App, what: Choice = 'pictures'): void {
  if (navigator.userActivation?.isActive === false) {
    const { choose, chooseRun, choosePictures } = i18n.t.shell.drop;
    const asks = {
      pictures: choosePictures,
      run: chooseRun,
      lesson: i18n.t.lesson.chooseLesson,
    };
    const question = app.notices.tell(asks[what], {
      label: choose,
      run: () => {
        app.notices.dismiss(question);
        openChooser(app, what);
      },
    });
  } else openChooser(app, what);
}

const accepted: Record<Choice, string> = {
  pictures: `${pictureTypes},${runType},${lessonExtension}`,
  run: runType,
  lesson: lessonExtension,
};

function openChooser(app: App, what: Choice): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = accepted[what];
  input.onchange = () => void receive(app, { files: [...(input.files ?? [])], folders: [] });
  input.click();
}
