import type { Messages } from '../catalogue.ts';

export const results: Messages['results'] = {};
