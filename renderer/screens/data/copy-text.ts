/**
 * Copies a text. Through the page's own copy event: unlike `navigator.clipboard`, it needs no
 * permission, and Mebae's window has none.
 *
 * @returns whether the system took it
 */
export function copyText(text: string): boolean {
  let taken = false;
  const fill = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
    taken = event.clipboardData !== null;
  };
  document.addEventListener('copy', fill, { capture: true, once: true });
  document.execCommand('copy');
  document.removeEventListener('copy', fill, { capture: true });
  return taken;
}
