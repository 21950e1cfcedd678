import { render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import Explain from '../../../renderer/parts/Explain.svelte';
import NumberField from '../../../renderer/parts/NumberField.svelte';
import PixelNumbers from '../../../renderer/parts/PixelNumbers.svelte';
import ProbabilityBars from '../../../renderer/parts/ProbabilityBars.svelte';
import { catalogues } from '../../../renderer/messages/catalogue.ts';
import { axeViolations } from '../accessibility.ts';

const t = catalogues.en.parts;
const user = userEvent.setup();

describe('Explain', () => {
  const show = (title: string, open?: boolean) => {
    const children = createRawSnippet(() => ({ render: () => '<p>Four numbers.</p>' }));
    const view = render(Explain, {
      props: { title, children, ...(open !== undefined && { open }) },
    });
    return { ...view, details: screen.getByRole<HTMLDetailsElement>('group') };
  };

  it('is open at first, and stays folded where it was folded, by mouse or by key', async () => {
    const first = show('Vectors');
    expect(first.details.open).toBe(true);
    await user.click(screen.getByText('Vectors'));
    expect(first.details.open).toBe(false);
    first.unmount();

    const again = show('Vectors');
    expect(again.details.open).toBe(false);
    await user.click(screen.getByText('Vectors'));
    expect(again.details.open).toBe(true);
    again.unmount();
    expect(show('Pixels').details.open).toBe(true);
  });

  it('that nobody has touched follows the view', async () => {
    const { details, rerender } = show('Epochs', true);
    await rerender({ open: false });
    expect(details.open).toBe(false);
  });
});

describe('NumberField', () => {
  const show = (onchange = vi.fn()) => {
    render(NumberField, {
      props: { label: 'Epochs', value: 20, min: 1, max: 1000, integer: true, onchange },
    });
    return { onchange, field: screen.getByLabelText<HTMLInputElement>('Epochs') };
  };

  it('takes a typed number, and explains one that is out of range without taking it', async () => {
    const { onchange, field } = show();
    await user.clear(field);
    await user.type(field, '5000');
    expect(screen.getByRole('alert').textContent.trim()).toBe(t.outOfRange('1', '1,000', true));
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(onchange.mock.calls.map(([value]) => value as number)).toEqual([5, 50, 500]);
    await user.tab();
    // Left, it shows what holds.
    expect(field.value).toBe('20');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('steps by arrow keys, ten at a time with Shift', async () => {
    const { onchange, field } = show();
    field.focus();
    await user.keyboard('{ArrowUp}{Shift>}{ArrowDown}{/Shift}');
    expect(onchange.mock.calls.map(([value]) => value as number)).toEqual([21, 10]);
  });
});

describe('ProbabilityBars', () => {
  const props = { labels: ['cat', 'dog', 'owl'], caption: 'answer' };

  it('marks a right answer by more than colour', async () => {
    const { container } = render(ProbabilityBars, {
      props: { ...props, probabilities: [0.0068, 0.1592, 0.834], truth: 2 },
    });
    expect(screen.getByText(t.answerRight)).toBeTruthy();
    expect(container.textContent).toContain('0.8340');
    expect(container.querySelectorAll('tbody tr')).toHaveLength(3);
    expect(await axeViolations(container)).toEqual([]);
  });

  it('marks a wrong answer, and names the class that was right', () => {
    render(ProbabilityBars, { props: { ...props, probabilities: [0.7, 0.2, 0.1], truth: 1 } });
    expect(screen.getByText(t.answerWrong)).toBeTruthy();
    expect(screen.getByText(t.truth)).toBeTruthy();
  });
});

describe('PixelNumbers', () => {
  it('is one stop for Tab; arrow keys walk the pixels', async () => {
    const onpoint = vi.fn();
    const { container } = render(PixelNumbers, {
      props: { pixels: Uint8Array.of(0, 255, 7, 42), width: 2, height: 2, caption: 'x', onpoint },
    });
    await user.tab();
    await user.keyboard('{ArrowRight}{ArrowDown}');
    expect(onpoint.mock.calls.map(([index]) => index as number | null).at(-1)).toBe(3);
    expect(document.activeElement?.textContent.trim()).toBe('42');
    expect(await axeViolations(container)).toEqual([]);
  });
});
