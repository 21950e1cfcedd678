import { createWriteStream } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';

const fileType = 0o170000;
const symbolicLink = 0o120000;

/**
 * Unpacks a zip file into `folder`, with modes and symbolic links (Electron's for macOS has many).
 * @param place where an entry goes, relative to `folder`; null leaves it out.
 */
export async function unzip(
  file: string,
  folder: string,
  place: (name: string) => string | null = (name) => name,
): Promise<void> {
  const archive = await openZip(file);
  try {
    await forEachEntry(archive, async (entry) => {
      const wanted = place(entry.fileName);
      if (wanted === null || entry.fileName.endsWith('/')) return;
      const target = inside(folder, path.join(folder, wanted));
      const mode = entry.externalFileAttributes >>> 16;
      await mkdir(path.dirname(target), { recursive: true });
      const content = await openEntry(archive, entry);
      if ((mode & fileType) === symbolicLink) {
        const destination = String(await buffer(content));
        inside(folder, path.resolve(path.dirname(target), destination));
        await symlink(destination, target);
      } else {
        await pipeline(content, createWriteStream(target, { mode: mode & 0o777 || 0o644 }));
      }
    });
  } finally {
    archive.close();
  }
}

/** Refuses a path that leaves the folder: a zip is data, whoever signed for its hash. */
function inside(folder: string, target: string): string {
  const relative = path.relative(folder, target);
  if (relative.startsWith('..') || path.isAbsolute(relative)) {
    throw new Error(`the archive reaches outside its folder: ${relative}`);
  }
  return target;
}

const openZip = (file: string) =>
  new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false }, (error, archive) =>
      error ? reject(error) : resolve(archive),
    );
  });

const openEntry = (archive: yauzl.ZipFile, entry: yauzl.Entry) =>
  new Promise<Readable>((resolve, reject) => {
    archive.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });

/** One entry after the other, so that memory holds one. */
const forEachEntry = (archive: yauzl.ZipFile, use: (entry: yauzl.Entry) => Promise<void>) =>
  new Promise<void>((resolve, reject) => {
    archive.on('error', reject);
    archive.on('end', resolve);
    archive.on('entry', (entry: yauzl.Entry) => {
      use(entry).then(() => archive.readEntry(), reject);
    });
    archive.readEntry();
  });
