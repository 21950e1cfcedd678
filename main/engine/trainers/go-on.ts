import { setImmediate } from 'node:timers/promises';

/** Whether to go on; asked between two slices of work, and may take its time. */
export type GoOn = () => Promise<boolean>;

/** Always, when events that have come in meanwhile had their turn. */
export const afterOthers: GoOn = async () => {
  await setImmediate();
  return true;
};
