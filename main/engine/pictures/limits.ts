import { engineLimits, MebaeError } from '../../../preload/contract.ts';

/** From the first byte to the pixels; a decoder that takes longer is fed on purpose. */
export const decodeSeconds = 10;

/** Longest side in pixels of what the preprocessing works on, and of what the eye is shown. */
export const workingSide = 1024;
export const shownSide = 512;

/** @throws MebaeError `too-many-bytes` */
export function checkBytes(bytes: Uint8Array): void {
  if (bytes.length > engineLimits.imageBytes) {
    throw new MebaeError('too-many-bytes', `${bytes.length} bytes`, {
      limit: `${engineLimits.imageBytes / 1024 ** 2} MB`,
    });
  }
}

/**
 * To be called with what the header says, before a decoder takes memory for the pixels.
 *
 * @throws MebaeError `too-many-pixels`; `unreadable-image` for sizes that no picture has
 */
export function checkPixels(width: number, height: number): void {
  if (!(width >= 1 && height >= 1)) {
    throw new MebaeError('unreadable-image', `a picture of ${width} x ${height} pixels`);
  }
  if (width * height > engineLimits.imagePixels) {
    throw new MebaeError('too-many-pixels', `${width} x ${height}`, { width, height });
  }
}

/**
 * Whatever a decoder throws at a bad file becomes `unreadable-image`; so does silence. The work itself
 * is not ended: whoever can end it does so when this rejects.
 */
export async function bounded<T>(work: Promise<T>, seconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new MebaeError('unreadable-image', `not decoded within ${seconds} s`)),
      seconds * 1000,
    );
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    if (error instanceof MebaeError) throw error;
    throw new MebaeError('unreadable-image', error instanceof Error ? error.message : undefined);
  } finally {
    clearTimeout(timer);
  }
}
