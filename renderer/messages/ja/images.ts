import type { Messages } from '../catalogue.svelte.ts';

export const images: Messages['images'] = {};
