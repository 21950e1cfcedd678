import type { Messages } from '../catalogue.svelte.ts';

export const tryOut: Messages['tryOut'] = {};
