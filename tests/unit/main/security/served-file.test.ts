import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { responseHeaders, servedFile } from '../../../../main/security/served-file.ts';

const folder = path.resolve('/program/out/renderer');
const served = (url: string) => servedFile(url, folder, { host: 'mebae' });

describe('servedFile', () => {
  it('serves files below the folder, with their type', () => {
    expect(served('app://mebae/')).toEqual({
      path: path.join(folder, 'index.html'),
      type: 'text/html; charset=utf-8',
    });
    expect(served('app://mebae/assets/a%20b.js?x#y')?.path).toBe(
      path.join(folder, 'assets/a b.js'),
    );
  });

  it.each([
    'app://other/index.html',
    'app://mebae/..%2f..%2fmain%2findex.js',
    'app://mebae/..%5c..%5cmain%5cindex.js',
    'app://mebae/%2e%2e%2frenderer-secrets/index.js',
    'app://mebae/c:/windows/index.js',
    'app://mebae/index.js%00.png',
    'app://mebae/%ff.js',
    'not a url',
  ])('refuses %s', (url) => expect(served(url)).toBeNull());

  // The URL parser itself takes whole segments of dots away, encoded or not.
  it.each(['app://mebae/../../a.js', 'app://mebae/%2e%2e/%2e%2e/a.js'])('stays inside: %s', (url) =>
    expect(served(url)?.path).toBe(path.join(folder, 'a.js')),
  );

  it.each(['app://mebae/assets/index.js.map', 'app://mebae/assets', 'app://mebae/.env'])(
    'serves no other kind of file: %s',
    (url) => expect(served(url)).toBeNull(),
  );
});

describe('responseHeaders', () => {
  it('carry a policy that starts from nothing and allows no unsafe source', () => {
    const policy = responseHeaders('text/html')['Content-Security-Policy'];
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(policy).toContain("require-trusted-types-for 'script'");
  });
});
