import { hasProgram } from './setup/system-libraries.ts';

export const hasDisplay = (
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
) => platform !== 'linux' || Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY']);

/**
 * The command to run a program with windows: as it is where there is a display, inside a virtual one
 * (of a size that the whole window fits, in pixels) where there is none.
 */
export function withDisplay(
  command: string,
  args: string[],
  size = '1600x1000',
): [command: string, args: string[]] {
  if (hasDisplay()) return [command, args];
  if (!hasProgram('xvfb-run') || !hasProgram('xauth')) {
    throw new Error('There is no display and no Xvfb: sudo apt-get install xvfb xauth');
  }
  return ['xvfb-run', ['-a', '-s', `-screen 0 ${size}x24`, command, ...args]];
}
