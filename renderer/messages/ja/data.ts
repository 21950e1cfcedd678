import type { Messages } from '../catalogue.ts';

export const data: Messages['data'] = {};
