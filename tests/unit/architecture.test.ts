import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const checkout = path.resolve(import.meta.dirname, '../..');

/** Which folders a folder may import from, beside itself. The longest matching folder rules. */
const allowed: Record<string, string[]> = {
  'preload/contract': [],
  preload: ['preload/contract'],
  renderer: [
    'preload/contract',
    'main/engine/network',
    'main/engine/results',
    // The lesson that comes with Mebae is a lesson file like any other.
    'assets/lessons/lecture.mebae-lesson?raw',
  ],
  // Of the engine main knows one thing: how a file is written whole or not at all.
  main: ['preload/contract', 'main/engine/store/atomic.ts'],
  'main/engine': [
    'preload/contract',
    'main/engine/network',
    'main/engine/results',
    'main/engine/graph',
  ],
  'main/engine/network': ['preload/contract'],
  'main/engine/results': ['preload/contract'],
  'main/engine/graph': ['preload/contract', 'main/engine/network'],
};
/** Packages that a folder may not name. */
const forbidden: Record<string, RegExp> = {
  'preload/contract': /^(electron|node:)/,
  renderer: /^(electron$|node:|@tensorflow\/)/,
  'main/engine': /^electron/,
  'main/engine/network': /^(electron|node:|@tensorflow\/)/,
  'main/engine/results': /^(electron|node:|@tensorflow\/)/,
  'main/engine/graph': /^(electron|node:|@tensorflow\/)/,
};

const within = (file: string, folder: string) =>
  file === `${folder}.ts` || file.startsWith(`${folder}/`);
const ruling = (file: string, rules: Record<string, unknown>) =>
  Object.keys(rules)
    .filter((folder) => within(file, folder))
    .sort((a, b) => b.length - a.length)[0];

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(path.join(checkout, folder), { withFileTypes: true })) {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* sources(name);
    else if (/\.(ts|svelte)$/.test(name)) yield name;
  }
}

/** Import specifiers of a file, types included. */
function importsOf(file: string): string[] {
  const text = readFileSync(path.join(checkout, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
}

describe.each(['main', 'preload', 'renderer'])('imports of %s/', (top) => {
  it('stay within the folders it may know', () => {
    const trespasses: string[] = [];
    let seen = 0;
    for (const file of sources(top)) {
      const home = ruling(file, allowed)!;
      for (const specifier of importsOf(file)) {
        seen += 1;
        if (!specifier.startsWith('.')) {
          const folder = ruling(file, forbidden);
          if (folder && forbidden[folder]!.test(specifier))
            trespasses.push(`${file}: ${specifier}`);
          continue;
        }
        const target = path.posix.join(path.posix.dirname(file), specifier);
        const known = [home, ...allowed[home]!];
        // A folder with rules of its own is not part of the one around it.
        const place = ruling(target, allowed);
        const trusted = known.some((folder) => target === folder || folder === place);
        if (!trusted) {
          trespasses.push(`${file}: ${specifier}`);
        }
      }
    }
    expect(seen).toBeGreaterThan(0);
    expect(trespasses).toEqual([]);
  });
});
