/** Why a text is not JSON, named by what its author has to mend. */
export type JsonFault =
  | 'json-empty'
  | 'json-comma-missing'
  | 'json-comma-extra'
  | 'json-colon'
  | 'json-quotes'
  | 'json-unquoted'
  | 'json-unclosed-text'
  | 'json-backslash'
  | 'json-wide'
  | 'json-comment'
  | 'json-bracket'
  | 'json-unclosed'
  | 'json-after-end'
  | 'json-other';

/** What an author meant by a character that begins nothing of JSON's. */
export function strangeFault(text: string, at: number): JsonFault {
  const character = String.fromCodePoint(text.codePointAt(at)!);
  if (character === '"') {
    const line = /[^\n\r]*/y;
    line.lastIndex = at;
    const rest = line.exec(text)?.[0] ?? '';
    // Each pair of backslash and character taken as one, so that \\n is a backslash and an n.
    const escapes = rest.match(/\\(?:u[\da-fA-F]{4}|.)?/gu) ?? [];
    const isWrong = escapes.some((escape) => !/^\\(?:["\\/bfnrt]|u[\da-fA-F]{4})$/.test(escape));
    return isWrong ? 'json-backslash' : 'json-unclosed-text';
  }
  if (character === '/' || character === '#') return 'json-comment';
  // As word processors and Japanese keyboards write them.
  if (/['`‘’“”„«»「」『』＂＇]/u.test(character)) return 'json-quotes';
  if (/[\u{a0}\u{2000}-\u{200d}\u{3000}-\u{3002}\u{ff01}-\u{ff5e}\u{feff}]/u.test(character)) {
    return 'json-wide';
  }
  return /[\p{L}_$]/u.test(character) ? 'json-unquoted' : 'json-other';
}
