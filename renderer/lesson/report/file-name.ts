/** What no file system, or not every one, takes in a name; and what turns the direction of a line. */
// eslint-disable-next-line no-control-regex
const forbidden = /[\\/:*?"<>|\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** A report's file name: what it is, whose, and of which day, without what a path could be made of. */
export function reportFileName(
  what: string,
  student: string,
  date: string,
  extension: 'html' | 'pdf',
): string {
  const name = student.replace(forbidden, ' ').replace(/\s+/g, ' ').trim().slice(0, 60).trim();
  const parts = [what, name, date.slice(0, 10)].filter((part) => part !== '');
  return `${parts.join(' ')}.${extension}`;
}
