import { MebaeError } from '../../../preload/contract.ts';

/**
 * Parses JSON from a file that anybody may have written. Length and nesting are checked first: a few
 * megabytes of `[[[[…` cost a parser far more memory than they cost their author.
 * @throws MebaeError run-damaged
 */
export function parseBoundedJson(
  text: string,
  limits: { characters: number; depth: number },
): unknown {
  if (text.length > limits.characters) throw new MebaeError('run-damaged', 'JSON too long');
  if (nestingDepth(text) > limits.depth)
    throw new MebaeError('run-damaged', 'JSON nested too deep');
  try {
    return JSON.parse(text);
  } catch {
    throw new MebaeError('run-damaged', 'not JSON');
  }
}

/** The deepest nesting of brackets and braces outside strings. */
export function nestingDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') {
      inString = true;
    } else if (character === '{' || character === '[') {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (character === '}' || character === ']') {
      depth -= 1;
    }
  }
  return deepest;
}
