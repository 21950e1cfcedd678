/** The one origin that the window has: app://mebae. */
export const applicationScheme = 'app';
export const applicationHost = 'mebae';
export const applicationPage = `${applicationScheme}://${applicationHost}/index.html`;

/** Whether a URL is the application's own, by the parser's parts: prefixes can be forged (app://mebae.evil). */
export function isOwnUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return (
    protocol === `${applicationScheme}:` &&
    host === applicationHost &&
    username === '' &&
    password === ''
  );
}

/** Whether a URL is the application's one page, whatever its fragment. */
export function isOwnPage(url: string): boolean {
  return isOwnUrl(url) && new URL(url).pathname === new URL(applicationPage).pathname;
}
