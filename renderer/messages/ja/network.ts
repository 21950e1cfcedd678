import type { Messages } from '../catalogue.svelte.ts';

export const network: Messages['network'] = {};
