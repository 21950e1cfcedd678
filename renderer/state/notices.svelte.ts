import type { Failure } from '../../preload/contract.ts';

export interface Notice {
  id: number;
  kind: 'info' | 'failure';
  text: string;
  /** One thing that can be done about it, such as undo. */
  action?: { label: string; run(): void };
}

/** Short messages in the strip above the foot of the window: never a dialog, never lost by a click elsewhere. */
export class Notices {
  list = $state<Notice[]>([]);
  #next = 1;

  constructor(private readonly textOf: (failure: Failure) => string) {}

  tell(text: string, action?: Notice['action']): number {
    return this.#add({ kind: 'info', text, ...(action ? { action } : {}) });
  }

  fail(failure: Failure, action?: Notice['action']): number {
    return this.#add({
      kind: 'failure',
      text: this.textOf(failure),
      ...(action ? { action } : {}),
    });
  }

  dismiss(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }

  #add(notice: Omit<Notice, 'id'>): number {
    const id = this.#next++;
    // The newest three: a wall of messages is read by nobody.
    this.list = [...this.list.slice(-2), { id, ...notice }];
    return id;
  }
}
