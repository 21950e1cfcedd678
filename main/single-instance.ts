import { app } from 'electron';
import * as v from 'valibot';

const SecondStartSchema = v.object({
  files: v.pipe(v.array(v.pipe(v.string(), v.maxLength(32_768))), v.maxLength(100)),
});

/**
 * One application for each user-data folder: two would write the same runs. The second start hands
 * its files over and ends. False: this is the second.
 */
export function becomeOnlyInstance(files: string[], onSecond: (files: string[]) => void): boolean {
  if (!app.requestSingleInstanceLock({ files })) return false;
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    const second = v.safeParse(SecondStartSchema, data);
    onSecond(second.success ? second.output.files : []);
  });
  return true;
}
