import type { Messages } from '../catalogue.svelte.ts';

export const results: Messages['results'] = {};
