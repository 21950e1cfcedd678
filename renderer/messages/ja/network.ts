import type { Messages } from '../catalogue.ts';

export const network: Messages['network'] = {};
