import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineAt, lineOfPath, walkJson } from '../../../renderer/lesson/json-walk.ts';

/** The fault, and the line it is on. */
function faultOf(text: string): string {
  const found = walkJson(text);
  return found ? `${found.fault} in line ${lineAt(text, found.position)}` : 'none';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('walkJson', () => {
  it.each([
    ['json-empty in line 1', ''],
    ['json-comma-missing in line 2', '{\n "a": "x"\n\n "b": 1\n}'],
    ['json-comma-missing in line 2', '{\n "a": "He said "yes"."\n}'],
    ['json-comma-missing in line 2', '[\n {"a": 1}\n {"a": 2}\n]'],
    ['json-comma-extra in line 3', '{\n "a": 1,\n "b": 2,\n\n}'],
    ['json-comma-extra in line 2', '[1,\n2,\n]'],
    ['json-comma-extra in line 1', '[1,,\n2]'],
    ['json-colon in line 2', '{\n "a" "x"\n}'],
    ['json-colon in line 2', '{\n "a"\n}'.replace('\n}', '}')],
    ['json-quotes in line 2', "{\n 'a': 1\n}"],
    ['json-quotes in line 2', '{\n "a": “x”\n}'],
    ['json-unquoted in line 2', '{\n a: 1\n}'],
    ['json-unquoted in line 1', '{"a": True}'],
    ['json-unclosed-text in line 2', '{\n "a": "x\n}'],
    ['json-unclosed-text in line 1', '{"a": "tab\there"}'],
    ['json-backslash in line 1', '{"a": "C:\\Users"}'],
    ['json-wide in line 1', '{"a"：1}'],
    ['json-wide in line 2', '{\n\u3000"a": 1}'],
    ['json-comment in line 2', '{\n // a\n "a": 1\n}'],
    ['json-bracket in line 2', '{"a": [1\n}}'],
    ['json-unclosed in line 2', '{"a":\n[1, 2'],
    ['json-after-end in line 2', '{}\n}'],
    ['json-other in line 1', '{"a": }'],
    ['json-other in line 1', '{"a": *}'],
    ['none', ' {"a\\u3042\\\\": [1, -2.5e3, true, null, {}, []]}\r\n'],
  ])('finds %s', (expected, text) => {
    expect(faultOf(text)).toBe(expected);
  });

  it('takes what JSON.parse takes, and nothing else', () => {
    const agrees = (text: string) => {
      expect(walkJson(text) === null).toBe(isJson(text));
    };
    fc.assert(fc.property(fc.json(), agrees));
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ...'{}[],:"\\ 01-.e\ntru\u0001あ'),
        (json, k, put) => {
          const at = k % (json.length + 1);
          agrees(json.slice(0, at) + put + json.slice(at + 1));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('bears nesting as deep as a lesson file is long', () => {
    expect(faultOf('['.repeat(200_000))).toBe('json-unclosed in line 1');
    expect(faultOf(`${'['.repeat(100_000)}1`)).toBe('json-unclosed in line 1');
  });

  it('knows the line of each thing, and where a missing one is missed', () => {
    const text = '{\n "steps": [\n  {"id": "a"},\n  {"id": "b",\n   "room":\n    "x"}\n ]\n}';
    expect(lineOfPath(text, ['steps'])).toBe(2);
    expect(lineOfPath(text, ['steps', 0, 'id'])).toBe(3);
    expect(lineOfPath(text, ['steps', 1, 'id'])).toBe(4);
    expect(lineOfPath(text, ['steps', 1, 'room'])).toBe(5);
    expect(lineOfPath(text, ['steps', 1, 'text', 'ja'])).toBe(4);
    expect(lineOfPath(text, ['format'])).toBe(1);
  });
});
