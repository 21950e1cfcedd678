import { accessSync, constants } from 'node:fs';

/** Whether a folder is there and files can be made in it. */
export function isWritableFolder(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
