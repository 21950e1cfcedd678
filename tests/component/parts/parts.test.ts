import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import NumberField from '../../../renderer/parts/NumberField.svelte';
import PixelNumbers from '../../../renderer/parts/PixelNumbers.svelte';
import ProbabilityBars from '../../../renderer/parts/ProbabilityBars.svelte';
import { catalogues } from '../../../renderer/messages/catalogue.ts';
import { axeViolations } from '../accessibility.ts';

const t = catalogues.en.parts;
const user = userEvent.setup();

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
