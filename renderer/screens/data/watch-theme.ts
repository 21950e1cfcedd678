/**
 * Tells when what a canvas takes from the style sheet may have changed: light or dark, the size of type.
 * @returns stops telling
 */
export function watchTheme(changed: () => void): () => void {
  const root = document.documentElement;
  const observer = new MutationObserver(changed);
  observer.observe(root, { attributeFilter: ['data-theme', 'data-presentation', 'lang', 'style'] });
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', changed);
  };
}
