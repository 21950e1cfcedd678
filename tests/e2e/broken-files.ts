import { link, mkdir, open, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { picture } from './files.ts';

/** A chunk of a PNG: length, type, data, checksum over type and data. */
function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** A whole PNG of black and white pixels, all black: small in the file, whatever its size. */
function blackPng(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const rows = Buffer.alloc((1 + Math.ceil(side / 8)) * side);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** Files that can't be classified, each for its own reason, and one that can. @returns their paths by name */
export async function writeBrokenFiles(folder: string): Promise<Record<string, string>> {
  const seven = await readFile(picture('seven.png'));
  const jpeg = await readFile(picture('seven.jpg'));
  const damaged = Buffer.from(seven);
  damaged.fill(0x55, 60, damaged.length - 20);
  const contents: Record<string, Uint8Array | string> = {
    'unreadable.png': damaged,
    'truncated.jpg': jpeg.subarray(0, jpeg.length / 3),
    'letter.png': 'Dear reader, this is no picture.\n',
    'really-png.jpg': seven,
    'enormous.png': blackPng(20_000),
    'empty.png': new Uint8Array(),
    'notes.txt': 'Nothing to see here.\n',
    'program.exe': Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'),
  };
  const files: Record<string, string> = {};
  for (const [name, content] of Object.entries(contents)) {
    files[name] = path.join(folder, name);
    await writeFile(files[name], content);
  }
  files['folder.png'] = path.join(folder, 'folder.png');
  await mkdir(files['folder.png']);
  files['too-long.png'] = path.join(folder, 'too-long.png');
  const long = await open(files['too-long.png'], 'w');
  // Takes no room on the disk.
  await long.truncate(64 * 1024 * 1024 + 1);
  await long.close();
  return files;
}

/** Many files of one content in a folder of their own: names of one file, so that it takes no time. */
export async function writeManyFiles(folder: string, count: number): Promise<string[]> {
  await mkdir(folder);
  const first = path.join(folder, '00000.png');
  await writeFile(first, 'This is no picture.\n');
  const names = Array.from({ length: count }, (_, index) =>
    path.join(folder, `${String(index).padStart(5, '0')}.png`),
  );
  for (const name of names.slice(1)) await link(first, name);
  return names;
}
