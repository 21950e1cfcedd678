import type { Messages } from '../catalogue.ts';

export const images: Messages['images'] = {};
