import landscape from './pictures/landscape.webp';
import stillLife from './pictures/still-life.webp';

/** The bundled pictures, each rendered by assets/pictures/NAME.ts. */
export const photographUrls = { 'still-life': stillLife, landscape } as const;
export type PhotographName = keyof typeof photographUrls;

export const isPhotograph = (name: string): name is PhotographName => name in photographUrls;
