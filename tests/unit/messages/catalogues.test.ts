import { describe, expect, it } from 'vitest';
import { catalogues as window } from '../../../renderer/messages/catalogue.ts';
import { en as hostEn } from '../../../main/messages/en.ts';
import { ja as hostJa } from '../../../main/messages/ja.ts';

/** A value for every parameter of every message: a text, a number, an object of them, a list. */
const mark = '7';
const value: unknown = new Proxy(() => value, {
  get: (_target, key) => {
    if (key === Symbol.toPrimitive || key === 'toString' || key === 'valueOf') return () => mark;
    if (key === Symbol.iterator) return [][Symbol.iterator].bind([]);
    return value;
  },
});

interface Entry {
  kind: 'text' | 'function';
  text: string;
}

/** Every message by its path. Functions are called, so that their texts are looked at as well. */
function entries(node: unknown, path = ''): [string, Entry][] {
  if (typeof node === 'string') return [[path, { kind: 'text', text: node }]];
  if (typeof node === 'function') {
    return [[path, { kind: 'function', text: String(node(value, value, value, value)) }]];
  }
  return Object.entries(node as object).flatMap(([key, child]) => entries(child, `${path}.${key}`));
}

/** Five words of Latin letters in a row are a sentence that nobody translated. */
const englishSentence = /(?:\b[A-Za-z][a-z]+[ ,]+){4,}[a-z]+/;
const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/;
/** Each language is written in itself, so that who reads only one finds it. */
const ownNames = /languages|menu\.language$/;

describe.each([
  ['window', window.en, window.ja],
  ['main process', hostEn, hostJa],
])('the catalogues of the %s', (_name, english, other) => {
  const en = new Map(entries(english));
  const ja = new Map(entries(other));

  it('have the same messages of the same kind', () => {
    const shape = (messages: Map<string, Entry>) =>
      [...messages].map(([path, { kind }]) => `${path} (${kind})`).sort();
    expect(en.size).toBeGreaterThan(10);
    expect(shape(ja)).toEqual(shape(en));
  });

  it('have no empty text', () => {
    const empty = [...en, ...ja].filter(([, { text }]) => text.trim() === '');
    expect(empty.map(([path]) => path)).toEqual([]);
  });

  it('fill in something wherever the other does', () => {
    const fills = (entry: Entry | undefined) => entry?.text.includes(mark);
    const differing = [...en].filter(
      ([path, entry]) => entry.kind === 'function' && fills(entry) !== fills(ja.get(path)),
    );
    expect(differing.map(([path]) => path)).toEqual([]);
  });

  it('leave no English sentence in Japanese, and no Japanese in English', () => {
    const left = [...ja].filter(([, { text }]) => englishSentence.test(text));
    const strayed = [...en].filter(
      ([path, { text }]) => japanese.test(text) && !ownNames.test(path),
    );
    expect(left.map(([path]) => path)).toEqual([]);
    expect(strayed.map(([path]) => path)).toEqual([]);
  });

  it('exclaim nothing', () => {
    const loud = [...en, ...ja].filter(([, { text }]) => /[!！]/.test(text));
    expect(loud.map(([path]) => path)).toEqual([]);
  });
});
