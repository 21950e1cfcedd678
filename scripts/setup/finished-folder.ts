import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

const stampName = 'finished.json';
const abandonedAfter = 24 * 60 * 60 * 1000;

/** What `fill` noted about a finished folder; null where there is none. */
export async function finishedFacts(folder: string): Promise<Record<string, unknown> | null> {
  const text = await readFile(path.join(folder, stampName), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as Record<string, unknown>);
}

export const isFinished = (folder: string) => existsSync(path.join(folder, stampName));

/** A folder beside `target` to work in: on the same disk, so that a rename can finish it. */
export async function workFolder(target: string): Promise<string> {
  const folder = `${target}.partial-${randomUUID()}`;
  await mkdir(folder, { recursive: true });
  return folder;
}

/**
 * Makes `target` whole or not at all: `fill` works in a folder of its own, which gets its stamp last
 * and its name by one rename. Whatever stops it in between leaves nothing that could pass for whole.
 * @param replace also where there is a finished one, which stays until its successor is whole
 */
export async function finishFolder(
  target: string,
  fill: (folder: string) => Promise<Record<string, unknown>>,
  { replace = false } = {},
): Promise<void> {
  if (isFinished(target) && !replace) return;
  await mkdir(path.dirname(target), { recursive: true });
  const folder = await workFolder(target);
  try {
    const facts = await fill(folder);
    await writeFile(path.join(folder, stampName), JSON.stringify(facts, null, 2));
    // Without a stamp it is not ours or not whole; with one, another set-up was quicker.
    if (replace || !isFinished(target)) await rm(target, { recursive: true, force: true });
    await rename(folder, target).catch((error: unknown) => {
      if (!isFinished(target)) throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes what a killed set-up (power cut, SIGKILL) could not: work folders more than a day old. */
export async function removeAbandoned(parent: string, now = Date.now()): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    if (!name.includes('.partial-')) continue;
    const folder = path.join(parent, name);
    const { mtimeMs } = await stat(folder);
    if (now - mtimeMs > abandonedAfter) await rm(folder, { recursive: true, force: true });
  }
}
