import type { Messages } from '../catalogue.ts';

export const train: Messages['train'] = {};
