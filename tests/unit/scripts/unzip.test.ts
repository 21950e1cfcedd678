import { lstat, readFile, readlink, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unzip } from '../../../scripts/setup/unzip.ts';
import { temporaryFolder } from './temporary-folder.ts';

interface Entry {
  name: string;
  content: string;
  mode: number;
}

/** A zip file with stored entries, field by field after PKWARE's APPNOTE 4.3. */
function zipOf(entries: Entry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, mode } of entries) {
    const [nameBytes, data] = [Buffer.from(name), Buffer.from(content)];
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt32LE(crc32(data), 10);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(data.length, 18);
    shared.writeUInt16LE(nameBytes.length, 22);
    locals.push(Buffer.from('PK\x03\x04'), shared, nameBytes, data);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(mode * 0x10000, 6);
    end.writeUInt32LE(offset, 10);
    // "Made by" 3: Unix, so that the mode counts.
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), shared, end, nameBytes);
    offset += 30 + nameBytes.length + data.length;
  }
  const directoryBytes = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directoryBytes.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directoryBytes, Buffer.from('PK\x05\x06'), end]);
}

async function unpack(entries: Entry[], place?: (name: string) => string | null) {
  const parent = await temporaryFolder();
  const file = path.join(parent, 'file.zip');
  await writeFile(file, zipOf(entries));
  const folder = path.join(parent, 'out');
  await unzip(file, folder, place);
  return folder;
}

describe('unpacking', () => {
  it('keeps contents and the executable bit', async () => {
    const folder = await unpack([
      { name: 'bin/run', content: 'program', mode: 0o100755 },
      { name: 'text', content: '', mode: 0o100644 },
    ]);
    expect(await readFile(path.join(folder, 'bin/run'), 'utf8')).toBe('program');
    expect((await stat(path.join(folder, 'bin/run'))).mode & 0o111).toBe(0o111);
    expect((await stat(path.join(folder, 'text'))).mode & 0o111).toBe(0);
  });

  it('makes symbolic links, as in the frameworks of macOS', async () => {
    const folder = await unpack([
      { name: 'A/file', content: 'x', mode: 0o100644 },
      { name: 'Current', content: 'A', mode: 0o120755 },
    ]);
    expect((await lstat(path.join(folder, 'Current'))).isSymbolicLink()).toBe(true);
    expect(await readlink(path.join(folder, 'Current'))).toBe('A');
  });

  it('puts entries where it is told, and leaves out the rest', async () => {
    const entries = ['App/a', 'App/b'].map((name) => ({ name, content: name, mode: 0o100644 }));
    const folder = await unpack(entries, (name) => (name === 'App/a' ? 'a' : null));
    expect(await readFile(path.join(folder, 'a'), 'utf8')).toBe('App/a');
    await expect(stat(path.join(folder, 'App'))).rejects.toThrow();
  });

  it('refuses entries and links that lead outside', async () => {
    const outside = { name: '../evil', content: 'x', mode: 0o100644 };
    await expect(unpack([outside])).rejects.toThrow();
    const link = { name: 'link', content: '../../etc', mode: 0o120755 };
    await expect(unpack([link])).rejects.toThrow('outside');
  });
});
