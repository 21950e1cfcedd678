import { createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { pipeline } from 'node:stream/promises';
import { folderBytes, runChild } from './child.ts';
import type { Source } from './download.ts';
import type { Report } from './report.ts';

/** A closed network must cost seconds: how long to wait for an answer, and for the next bytes. */
const answerWithin = 5_000;
const stalledAfter = 30_000;

/** One of the makers' own downloads. */
export function webSource(
  url: string,
  limits = { answer: answerWithin, stall: stalledAfter },
): Source {
  return {
    name: new URL(url).host,
    async fetch(folder, report, signal) {
      const silence = new AbortController();
      const fail = (reason: string) => silence.abort(new Error(reason));
      let timer = setTimeout(fail, limits.answer, 'no answer');
      try {
        const response = await fetch(url, { signal: AbortSignal.any([signal, silence.signal]) });
        if (!response.ok || !response.body) throw new Error(`answered ${response.status}`);
        const total = Number(response.headers.get('content-length') ?? 0);
        let bytes = 0;
        const meter = new Transform({
          transform(chunk: Buffer, _encoding, done) {
            bytes += chunk.length;
            report.progress(bytes, total);
            clearTimeout(timer);
            timer = setTimeout(fail, limits.stall, 'the download stood still');
            done(null, chunk);
          },
        });
        const file = path.join(folder, 'download');
        await pipeline(
          Readable.fromWeb(response.body as WebStream),
          meter,
          createWriteStream(file),
          {
            signal: silence.signal,
          },
        );
        return file;
      } catch (error) {
        throw silence.signal.aborted ? silence.signal.reason : plainer(error);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** Node's "fetch failed" keeps what failed in `cause`. */
function plainer(error: unknown): unknown {
  const cause = error instanceof TypeError ? error.cause : undefined;
  return cause instanceof Error ? new Error(cause.message || String(cause)) : error;
}

/**
 * A wheel from PyPI by pip, whatever Python is installed: no Python runs the wheel, only files in it
 * are wanted.
 * @param requirement such as `tensorflow-cpu==2.15.1`
 */
export function pipSource(requirement: string, platform: string, bytes: number): Source {
  return {
    name: 'PyPI',
    async fetch(folder, report, signal) {
      const [python, ...first] = await findPython(signal);
      const args = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--no-cache-dir'];
      args.push('--disable-pip-version-check', '--only-binary=:all:', '--platform', platform);
      args.push('--python-version', '3.11', '--timeout', '5', '--retries', '1');
      args.push('--dest', path.join(folder, 'wheel'), requirement);
      // pip writes into its temporary folder first: inside ours, its progress can be seen and no
      // interrupted download stays behind.
      const temporary = path.join(folder, 'temporary');
      await mkdir(temporary);
      const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
      await watched(folder, bytes, report, signal, (stop) =>
        runChild(python, [...first, ...args], { env, signal: stop }),
      );
      return onlyFile(path.join(folder, 'wheel'));
    },
  };
}

/** A package's tarball from the npm registry. */
export function npmSource(specifier: string, bytes: number): Source {
  return {
    name: 'the npm registry',
    async fetch(folder, report, signal) {
      const destination = path.join(folder, 'package');
      const args = ['pack', specifier, '--silent', '--pack-destination', destination];
      // A cache of its own: the tarball would stay in npm's cache too, where nobody needs it again.
      args.push('--cache', path.join(folder, 'cache'), '--fetch-retries', '1');
      await mkdir(destination);
      await watched(folder, bytes, report, signal, (stop) =>
        runChild('npm', args, { cwd: folder, signal: stop, shell: process.platform === 'win32' }),
      );
      return onlyFile(destination);
    },
  };
}

/** The first Python that has pip, as a command and its first arguments. */
async function findPython(signal: AbortSignal): Promise<[string, ...string[]]> {
  const candidates: [string, ...string[]][] = [['python3'], ['python'], ['py', '-3']];
  for (const [command, ...args] of candidates) {
    const found = await runChild(command, [...args, '-m', 'pip', '--version'], { signal }).catch(
      () => null,
    );
    if (found !== null) return [command, ...args];
  }
  throw new Error('needs Python with pip, which is not on this computer');
}

/** Runs a registry's client, shows how its folder grows, and ends it when that stops. */
async function watched(
  folder: string,
  total: number,
  report: Report,
  signal: AbortSignal,
  work: (stop: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const standstill = new AbortController();
  let largest = 0;
  let grewAt = Date.now();
  const look = async () => {
    const bytes = await folderBytes(folder);
    if (bytes > largest) [largest, grewAt] = [bytes, Date.now()];
    report.progress(largest, total);
    if (Date.now() - grewAt > stalledAfter) standstill.abort();
  };
  const timer = setInterval(() => void look(), 500);
  try {
    await work(AbortSignal.any([signal, standstill.signal]));
    report.progress(total, total);
  } catch (error) {
    throw standstill.signal.aborted ? new Error('the download stood still') : error;
  } finally {
    clearInterval(timer);
  }
}

async function onlyFile(folder: string): Promise<string> {
  const [name, ...others] = await readdir(folder);
  if (!name || others.length > 0) throw new Error('brought something else than one file');
  return path.join(folder, name);
}
