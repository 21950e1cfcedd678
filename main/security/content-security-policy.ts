/**
 * Item 7: "Define a Content Security Policy". Nothing is allowed but the application's own files;
 * pictures may also come from memory (data:, blob:). Strings can't become script: the only Trusted
 * Types policy is the one Svelte 5 makes its templates with.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html',
].join('; ');
