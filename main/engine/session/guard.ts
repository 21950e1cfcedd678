/** Twice what the largest proper request has (2,048 sample ids), and deeper than any. */
const limits = { nodes: 4096, depth: 8, textLength: 16_384 } as const;

/**
 * Whether a message is small enough to be held against its schema. Schemas walk all of an array
 * before its length is asked; a million-element message would keep the engine busy for a second.
 * Byte arrays count as one: their schemas look at nothing but the length.
 */
export function isModest(message: unknown): boolean {
  let nodes = 0;
  const visit = (value: unknown, depth: number): boolean => {
    nodes += 1;
    if (nodes > limits.nodes || depth > limits.depth) return false;
    if (typeof value === 'string') return value.length <= limits.textLength;
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return true;
    if (Array.isArray(value)) {
      return value.length <= limits.nodes && value.every((item) => visit(item, depth + 1));
    }
    for (const key in value) {
      if (!visit((value as Record<string, unknown>)[key], depth + 1)) return false;
    }
    return true;
  };
  return visit(message, 0);
}
