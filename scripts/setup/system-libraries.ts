import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runChild } from './child.ts';
import type { Context } from './context.ts';

/** What the machine needs them for. */
export type Purpose = 'window' | 'display' | 'tensorflow' | 'package';

interface Need {
  purpose: Purpose;
  /** Debian's package; from Ubuntu 24.04 and Debian 13 on some names end in t64. */
  name: string;
  /** A shared library, a program or a font's language: whichever shows that it is there. */
  library?: string;
  program?: string;
  fontLanguage?: string;
}

const needs: Need[] = [
  { purpose: 'window', name: 'libgtk-3-0', library: 'libgtk-3.so.0' },
  { purpose: 'window', name: 'libnss3', library: 'libnss3.so' },
  { purpose: 'window', name: 'libasound2', library: 'libasound.so.2' },
  { purpose: 'window', name: 'libgbm1', library: 'libgbm.so.1' },
  { purpose: 'window', name: 'fonts-noto-cjk', fontLanguage: 'ja' },
  { purpose: 'display', name: 'xvfb', program: 'Xvfb' },
  { purpose: 'display', name: 'xauth', program: 'xauth' },
  { purpose: 'tensorflow', name: 'g++', program: 'g++' },
  { purpose: 'tensorflow', name: 'python3-pip', program: 'pip3' },
  { purpose: 'package', name: 'p7zip-full', program: '7za' },
];

/**
 * The system's libraries on Debian and Ubuntu: root gets them installed, anybody else is told the one
 * command. Other systems have them, or nobody but their users knows how to get them.
 */
export async function provideSystemLibraries(
  purposes: Purpose[],
  { report, signal }: Context,
): Promise<void> {
  if (process.platform !== 'linux' || !hasProgram('apt-get')) return;
  const missing = await missingNeeds(needs.filter(({ purpose }) => purposes.includes(purpose)));
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  if (process.getuid?.() !== 0) {
    const command = `sudo apt-get install ${(await namesHere(names)).join(' ')}`;
    report.say(`some system packages are missing. Please run: ${command}`);
    return;
  }
  report.say(`installing system packages: ${names.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, signal, limit: 900_000, show: true };
  // Each attempt bounded, so that a closed network does not hang the set-up.
  const bounded = ['-q', '-o', 'Acquire::http::Timeout=10', '-o', 'Acquire::Retries=1'];
  try {
    await runChild('apt-get', [...bounded, 'update'], options);
    const install = ['install', '--yes', '--no-install-recommends', ...(await namesHere(names))];
    await runChild('apt-get', [...bounded, '-o', 'Dpkg::Use-Pty=0', ...install], options);
  } catch (error) {
    signal.throwIfAborted();
    report.say(`that failed (${String(error)}); going on without them`);
  }
}

async function missingNeeds(wanted: Need[]): Promise<Need[]> {
  const loader = existsSync('/sbin/ldconfig') ? '/sbin/ldconfig' : 'ldconfig';
  const libraries = await runChild(loader, ['-p']).catch(() => '');
  const isMissing = async ({ library, program, fontLanguage }: Need) => {
    if (library) return !libraries.includes(`${library} `);
    if (program) return !hasProgram(program);
    return (await runChild('fc-list', [`:lang=${fontLanguage}`]).catch(() => '')) === '';
  };
  const missing = await Promise.all(wanted.map(isMissing));
  return wanted.filter((_, index) => missing[index]);
}

export function hasProgram(name: string, search = process.env['PATH'] ?? ''): boolean {
  return search.split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, name)));
}

/** libasound2 is libasound2t64 where there is such a package: apt can't install it by the old name. */
export function namesHere(names: string[]): Promise<string[]> {
  return Promise.all(
    names.map(async (name) => {
      const found = await runChild('apt-cache', ['show', `${name}t64`]).catch(() => '');
      return found ? `${name}t64` : name;
    }),
  );
}
