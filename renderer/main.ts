import { mount } from 'svelte';
import type { HostApi } from '../preload/contract.ts';
import Window from './Window.svelte';
import { App } from './state/app.svelte.ts';
import './styles/tokens.css';
import './styles/base.css';

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly mebae: HostApi;
  }
}

const host = window.mebae;
const [settings, info] = await Promise.all([host.readSettings(), host.appInfo()]);
const app = new App(host, settings, info.systemLocale);
mount(Window, { target: document.getElementById('app')!, props: { app } });
void app.attempt(() => app.connect());
