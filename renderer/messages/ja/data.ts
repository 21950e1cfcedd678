import type { Messages } from '../catalogue.svelte.ts';

export const data: Messages['data'] = {};
