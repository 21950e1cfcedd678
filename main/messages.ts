import type { Locale } from '../preload/contract.ts';
import { en, type HostMessages } from './messages/en.ts';
import { ja } from './messages/ja.ts';

export type { HostMessages };
export const hostMessages: Record<Locale, HostMessages> = { en, ja };
