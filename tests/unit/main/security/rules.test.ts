import { describe, expect, it } from 'vitest';
import { isOwnPage, isOwnUrl } from '../../../../main/security/origin.ts';
import { isAllowedRequest } from '../../../../main/security/request-rule.ts';
import { isTrustedSender } from '../../../../main/security/sender.ts';

const page = 'app://mebae/index.html';

describe('the own origin', () => {
  it('is told by parts, not by prefix', () => {
    expect(isOwnUrl('app://mebae/assets/x.js')).toBe(true);
    for (const forged of [
      'app://mebae.evil/index.html',
      'app://mebae@evil/index.html',
      'app://evil@mebae/index.html',
      'app://mebae:80/index.html',
      'https://mebae/index.html',
      'app:mebae',
      '',
    ]) {
      expect(isOwnUrl(forged), forged).toBe(false);
    }
  });

  it('has one page to navigate to', () => {
    expect(isOwnPage(`${page}#results`)).toBe(true);
    expect(isOwnPage('app://mebae/assets/x.svg')).toBe(false);
  });
});

describe('requests', () => {
  it('stay inside the application', () => {
    for (const url of [page, 'data:image/png;base64,AA', 'blob:app://mebae/1', 'devtools://x/y']) {
      expect(isAllowedRequest(url), url).toBe(true);
    }
    for (const url of [
      'http://127.0.0.1/',
      'https://example.com/app://mebae/',
      'ws://x/',
      'wss://x/',
      'file:///etc/passwd',
      'ftp://x/',
      'app://other/',
      'chrome://settings',
    ]) {
      expect(isAllowedRequest(url), url).toBe(false);
    }
  });
});

describe('senders', () => {
  it('are the main frame of the own page only', () => {
    expect(isTrustedSender({ url: page, parent: null })).toBe(true);
    expect(isTrustedSender({ url: page, parent: {} })).toBe(false);
    expect(isTrustedSender({ url: 'data:text/html,x', parent: null })).toBe(false);
    expect(isTrustedSender(null)).toBe(false);
  });
});
