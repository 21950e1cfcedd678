import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { channels, defaultSettings, hostPayloads } from '../../../preload/contract.ts';

const accepts = (channel: keyof typeof hostPayloads, value: unknown) =>
  v.safeParse(hostPayloads[channel], value).success;

describe('messages of the window to main', () => {
  it('carry settings that are known, whole and within limits', () => {
    expect(accepts(channels.writeSettings, defaultSettings)).toBe(true);
    for (const broken of [
      { ...defaultSettings, theme: 'red' },
      { ...defaultSettings, locale: 'fr' },
      { ...defaultSettings, extra: 1 },
      { ...defaultSettings, network: { version: 1 } },
      { theme: 'dark' },
      null,
      [],
    ]) {
      expect(accepts(channels.writeSettings, broken)).toBe(false);
    }
  });

  it('ask for a port with a nonce only', () => {
    expect(accepts(channels.connectEngine, crypto.randomUUID())).toBe(true);
    for (const broken of ['', 'x', `${crypto.randomUUID()} `, 1, undefined]) {
      expect(accepts(channels.connectEngine, broken)).toBe(false);
    }
  });

  it('carry nothing where there is nothing to say', () => {
    for (const channel of [channels.readSettings, channels.appInfo, channels.restartEngine]) {
      expect(accepts(channel, undefined)).toBe(true);
      expect(accepts(channel, {})).toBe(false);
    }
  });
});
