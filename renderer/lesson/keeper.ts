import type {
  DatasetId,
  LessonLock,
  NetworkSpec,
  Room,
  TrainSpec,
} from '../../preload/contract.ts';
import { i18n } from '../messages/i18n.svelte.ts';
import type { App } from '../state/app.svelte.ts';
import { brokenLock } from './locks.ts';

interface Design {
  network: NetworkSpec;
  train: TrainSpec;
}

/** Keeps as it is what the lesson locks, and says why in the strip. */
export class Keeper {
  #lifted = false;
  #notice: number | null = null;

  constructor(private readonly app: App) {}

  mayEnter(room: Room): boolean {
    const { locked, lesson, index } = this.app.lesson;
    if (!locked.includes('rooms')) return true;
    const open = lesson.steps.slice(0, index + 1).map((step) => step.room);
    return open.includes(room) || this.#refuse('rooms');
  }

  mayDesign(now: Design, wanted: Design): boolean {
    if (this.#lifted) return true;
    const lock = brokenLock(this.app.lesson.locked, now, wanted);
    return lock === null || this.#refuse(lock);
  }

  mayChoose(dataset: DatasetId): boolean {
    const isLocked = this.app.lesson.locked.includes('dataset');
    return !isLocked || dataset === this.app.editor.train.dataset || this.#refuse('dataset');
  }

  /** The lesson itself changes the bench. */
  lift(change: () => void): void {
    this.#lifted = true;
    try {
      change();
    } finally {
      this.#lifted = false;
    }
  }

  /** One refusal at a time: a number being scrubbed is refused many times a second. */
  #refuse(lock: LessonLock): false {
    const { notices } = this.app;
    if (this.#notice !== null) notices.dismiss(this.#notice);
    this.#notice = notices.tell(i18n.t.lesson.refused[lock]);
    return false;
  }
}
