import { randomBytes } from 'node:crypto';

/** A fresh id that sorts by time and reads as a date: `20261124-070118-3fa29c`. */
export function newRunId(now = new Date()): string {
  const [date = '', time = ''] = now.toISOString().slice(0, 19).split('T');
  const digits = (text: string) => text.replaceAll(/\D/g, '');
  return `${digits(date)}-${digits(time)}-${randomBytes(3).toString('hex')}`;
}
