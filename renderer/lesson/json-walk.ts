import { strangeFault, type JsonFault } from './json-fault.ts';

/** Names and positions that lead to a value. */
export type JsonPath = readonly (string | number)[];

interface Frame {
  close: '}' | ']';
  opened: number;
}

const space = /[ \t\n\r]*/y;
const token =
  /"[ !#-[\]-\u{10ffff}]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\u{10ffff}]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/uy;

/**
 * Reads JSON only to tell where things are in it: `visit` gets the path of each named value (with the
 * position of its name) and of each value of a list; the path is the walk's own and changes as it goes on.
 * JSON.parse tells of no value where it stands, and of many faults neither.
 * @returns where the text stops being JSON, and by which fault; null: it is JSON
 */
export function walkJson(
  text: string,
  visit: (path: JsonPath, position: number) => void = () => undefined,
): { fault: JsonFault; position: number } | null {
  const frames: Frame[] = [];
  /** For each frame, the name or the position of the value that is read or comes next. */
  const path: (string | number)[] = [];
  let wanted: 'value' | 'name' | 'colon' | 'comma' | 'nothing' = 'value';
  let previous = { text: '', at: 0, end: 0 };

  for (;;) {
    space.lastIndex = previous.end;
    const at = previous.end + (space.exec(text)?.[0].length ?? 0);
    const fault = (kind: JsonFault, position = at) => ({ fault: kind, position });
    const frame = frames.at(-1);
    if (at === text.length) {
      if (wanted === 'nothing') return null;
      return frame ? fault('json-unclosed', frame.opened) : fault('json-empty');
    }
    if (wanted === 'nothing') return fault('json-after-end');
    token.lastIndex = at;
    const [found] = token.exec(text) ?? [];
    // A missing comma is missed where the value before it ends.
    const comma = () => fault('json-comma-missing', previous.end - 1);
    if (found === undefined) {
      const kind = strangeFault(text, at);
      return kind === 'json-unquoted' && wanted === 'comma' ? comma() : fault(kind);
    }

    const closes = found === '}' || found === ']';
    if (closes || (found === ',' && wanted !== 'comma')) {
      if (previous.text === ',') return fault('json-comma-extra', previous.at);
      if (wanted === 'colon') return fault('json-colon');
      const fresh = previous.text === '{' || previous.text === '[';
      if (!closes || !(fresh || wanted === 'comma')) return fault('json-other');
      if (found !== frame?.close) return fault('json-bracket');
      frames.pop();
      path.pop();
      wanted = frames.length === 0 ? 'nothing' : 'comma';
    } else if (wanted === 'comma') {
      if (found !== ',') return comma();
      const last = path.at(-1);
      if (typeof last === 'number') path[path.length - 1] = last + 1;
      wanted = frame!.close === '}' ? 'name' : 'value';
    } else if (wanted === 'name') {
      if (!found.startsWith('"')) return fault('json-unquoted');
      path[path.length - 1] = JSON.parse(found) as string;
      visit(path, at);
      wanted = 'colon';
    } else if (wanted === 'colon') {
      if (found !== ':') return fault('json-colon');
      wanted = 'value';
    } else {
      if (found === ':') return fault('json-other');
      if (frame?.close === ']') visit(path, at);
      if (found === '{') {
        frames.push({ close: '}', opened: at });
        path.push('');
        wanted = 'name';
      } else if (found === '[') {
        frames.push({ close: ']', opened: at });
        path.push(0);
      } else wanted = frames.length === 0 ? 'nothing' : 'comma';
    }
    previous = { text: found, at, end: at + found.length };
  }
}

/** The line, from 1, on which a position of a text is. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

/** The line of what a path leads to, or of the last thing on the way that is there. */
export function lineOfPath(text: string, path: JsonPath): number {
  let [length, position] = [0, 0];
  walkJson(text, (here, at) => {
    const isDeeper = here.length > length && here.length <= path.length;
    if (isDeeper && here.every((key, k) => key === path[k])) [length, position] = [here.length, at];
  });
  return lineAt(text, position);
}
