import type { Messages } from '../catalogue.svelte.ts';

export const train: Messages['train'] = {};
