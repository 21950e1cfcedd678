import { screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { catalogues } from '../../../renderer/messages/catalogue.ts';
import About from '../../../renderer/shell/About.svelte';
import { axeViolations } from '../accessibility.ts';
import { renderWith, startApp, type ScriptedHost } from '../harness.ts';

const t = catalogues.en.shell.about;
const user = userEvent.setup();
let host: ScriptedHost;
afterEach(() => host.close());

async function show() {
  const started = await startApp();
  host = started.host;
  host.licences.push(
    { name: 'sharp', version: '0.35.5', licence: 'Apache-2.0', text: 'Apache License' },
    { name: 'svelte', version: '5.57.3', licence: 'MIT', text: 'Permission is hereby granted' },
  );
  renderWith(started.app, About);
  started.app.aboutOpen = true;
  await screen.findByText('sharp');
  return started.app;
}

describe('About', () => {
  it('tells versions and that nothing was asked of the network', async () => {
    await show();
    expect(screen.getByText('1.2.3')).toBeTruthy();
    expect(screen.getByText('45.4.1')).toBeTruthy();
    expect(screen.getByText(t.native)).toBeTruthy();
    expect(screen.getByText(t.requestsRefused(0))).toBeTruthy();
    expect(await axeViolations(document.body)).toEqual([]);
  });

  it('finds licences by name and by their text', async () => {
    await show();
    const search = screen.getByRole('searchbox');
    await user.type(search, 'hereby');
    expect(screen.queryByText('sharp')).toBeNull();
    await user.click(screen.getByRole('button', { name: /svelte/ }));
    expect(screen.getByText('Permission is hereby granted')).toBeTruthy();
    await user.clear(search);
    await user.type(search, 'nobody');
    expect(screen.getByText(t.none)).toBeTruthy();
  });

  it('closes', async () => {
    const app = await show();
    await user.click(screen.getByRole('button', { name: t.close }));
    await waitFor(() => expect(app.aboutOpen).toBe(false));
    expect(screen.queryByText('sharp')).toBeNull();
  });
});
