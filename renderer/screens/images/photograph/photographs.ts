import cat from './pictures/cat.jpg';
import coffee from './pictures/coffee.jpg';
import landscape from './pictures/landscape.webp';
import rocket from './pictures/rocket.jpg';
import stillLife from './pictures/still-life.webp';

/** The bundled pictures: assets/pictures/README.md says where each comes from. */
export const photographUrls = { 'still-life': stillLife, cat, coffee, rocket, landscape } as const;
export type PhotographName = keyof typeof photographUrls;

export const photographNames = Object.keys(photographUrls) as PhotographName[];
export const isPhotograph = (name: string): name is PhotographName => name in photographUrls;
