import type { Locator } from '@playwright/test';

/**
 * What a pointer can't get at in a part of the window: a page wider than the window, controls that
 * reach over the edge of what holds them, and controls whose centre, once scrolled to, is outside the
 * window or covered by something else. What can't be seen (a closed fold, a closed drawer) is left out.
 */
export const outOfReach = (part: Locator): Promise<string[]> =>
  part.evaluate((root) => {
    const problems = new Set<string>();
    if (document.documentElement.scrollWidth > innerWidth)
      problems.add('the page scrolls sideways');

    /** From where to where it can be seen, at most; what scrolls sideways brings everything into sight. */
    function sight(element: Element): [left: number, right: number] {
      let [left, right] = [0, innerWidth];
      for (let around = element.parentElement; around; around = around.parentElement) {
        const { overflowX } = getComputedStyle(around);
        const wider = around.scrollWidth > around.clientWidth;
        if (/auto|scroll/.test(overflowX) && wider) return [-Infinity, Infinity];
        if (overflowX === 'visible') continue;
        const edge = around.getBoundingClientRect();
        [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      }
      return [left, right];
    }

    function isSeen(element: Element): boolean {
      const { width, height } = element.getBoundingClientRect();
      const visible = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      return width > 1 && height > 1 && visible;
    }

    for (const control of root.querySelectorAll('button, input, select, textarea, summary, a')) {
      // Of a radio button that is read out only, the label is what one clicks.
      const label = control.closest('label');
      const target = isSeen(control) ? control : label;
      if (!target || !isSeen(target)) continue;
      target.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
      const name = control.getAttribute('aria-label') ?? target.textContent.trim();
      const box = target.getBoundingClientRect();
      const [left, right] = sight(target);
      if (box.left < left - 1 || box.right > right + 1) problems.add(`cut off: ${name}`);
      const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      if (!hit) problems.add(`outside the window: ${name}`);
      else if (!target.contains(hit)) {
        problems.add(`covered by ${hit.tagName.toLowerCase()}.${hit.classList[0]}: ${name}`);
      }
    }
    return [...problems];
  });

/** What scrolls downwards in a part of the window, with how much of its height is out of sight. */
export const scrolling = (part: Locator): Promise<string[]> =>
  part.evaluate((root) =>
    [root, ...root.querySelectorAll('*')]
      .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowY))
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element) => ({ element, hidden: element.scrollHeight - element.clientHeight }))
      .filter(({ hidden }) => hidden > 1)
      .map(
        ({ element, hidden }) =>
          `${element.tagName.toLowerCase()}.${element.classList[0]}: ${hidden} px`,
      ),
  );

/** Numbers of a table that are cut off, or run over the edge of their cell. */
export const cutNumbers = (table: Locator): Promise<string[]> =>
  table.evaluate((root) =>
    [...root.querySelectorAll('td button')]
      .filter((cell) => cell.scrollWidth > cell.clientWidth)
      .map((cell) => cell.textContent.trim()),
  );
