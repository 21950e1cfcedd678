const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
// Neither XML nor HTML can hold them, and no name needs them.
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/** Marks that turn the direction of all that follows: a name must not rewrite the line it stands in. */
const directions = /[\u202a-\u202e\u2066-\u2069]/g;

/** A text as HTML, for contents and quoted attributes alike. */
export function escapeHtml(text: string): string {
  return text
    .replace(controls, '')
    .replace(directions, '')
    .replace(/[&<>"']/g, (character) => entities[character]!);
}

/** HTML that was made by `markup`, and so has every foreign text escaped. */
export class Markup {
  constructor(readonly html: string) {}
}

type Value = string | number | Markup | readonly Markup[];

/** A template of HTML: whatever is filled in and is no Markup itself is escaped. */
export function markup(parts: TemplateStringsArray, ...values: Value[]): Markup {
  const filled = parts.map(
    (part, index) => part + (index < values.length ? as(values[index]!) : ''),
  );
  return new Markup(filled.join(''));
}

function as(value: Value): string {
  if (value instanceof Markup) return value.html;
  if (typeof value === 'string') return escapeHtml(value);
  return typeof value === 'number' ? String(value) : value.map(({ html }) => html).join('\n');
}
