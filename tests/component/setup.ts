import { cleanup } from '@testing-library/svelte';
import { afterEach, beforeEach } from 'vitest';
import { i18n } from '../../renderer/messages/i18n.svelte.ts';

/* What Chromium has and jsdom lacks: as little of each as components need to be mounted. */

window.matchMedia ??= (query) =>
  Object.assign(new EventTarget(), {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  }) as MediaQueryList;

class Observer {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): [] {
    return [];
  }
}
globalThis.ResizeObserver ??= Observer as unknown as typeof ResizeObserver;
globalThis.IntersectionObserver ??= Observer as unknown as typeof IntersectionObserver;

// jsdom's own only prints that it is not implemented; components must bear a canvas without a context.
HTMLCanvasElement.prototype.getContext = (() => null) as HTMLCanvasElement['getContext'];
Element.prototype.scrollIntoView ??= () => undefined;
Element.prototype.scrollTo ??= (() => undefined) as Element['scrollTo'];
Element.prototype.setPointerCapture ??= () => undefined;
Element.prototype.releasePointerCapture ??= () => undefined;
Element.prototype.hasPointerCapture ??= () => false;

// Svelte's transitions run on Element.animate: here they are over at once.
Element.prototype.animate ??= (() => {
  const animation = {
    cancel: () => undefined,
    currentTime: 0,
    onfinish: null as null | (() => void),
  };
  queueMicrotask(() => animation.onfinish?.());
  return animation;
}) as unknown as Element['animate'];

HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  if (!this.open) return;
  this.open = false;
  this.dispatchEvent(new Event('close'));
};

HTMLElement.prototype.showPopover ??= () => undefined;
HTMLElement.prototype.hidePopover ??= () => undefined;

Blob.prototype.arrayBuffer ??= function (this: Blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsArrayBuffer(this);
  });
};

beforeEach(() => {
  i18n.locale = 'en';
});
afterEach(cleanup);
