import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { catalogues } from '../../../renderer/messages/catalogue.ts';
import FailedRoom from '../../../renderer/shell/FailedRoom.svelte';
import { axeViolations } from '../accessibility.ts';

it('says that the rest goes on, what was reported, and offers the room again', async () => {
  const t = catalogues.en.shell.failed;
  let resets = 0;
  render(FailedRoom, { props: { error: new Error('no such pixel'), reset: () => (resets += 1) } });
  expect(screen.getByRole('alert').textContent).toContain(t.text);
  expect(screen.getByText('no such pixel')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: t.again }));
  expect(resets).toBe(1);
  expect(await axeViolations(document.body)).toEqual([]);
});
