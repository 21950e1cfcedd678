import type { Messages } from '../catalogue.ts';

export const tryOut: Messages['tryOut'] = {};
