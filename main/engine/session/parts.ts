import type { DatasetInfo, PreparedPicture } from '../../../preload/contract.ts';
import type { Dataset } from '../data/datasets.ts';
import type { DatasetLook } from '../pictures/look.ts';
import type { RunStore } from '../store/run-store.ts';
import type { ChosenBackend } from '../trainers/choose.ts';

/** What a session works with. */
export interface SessionParts {
  /** Resolves once TensorFlow is loaded. */
  engine: Promise<ChosenBackend>;
  /** The cards of the datasets that come with the application. */
  datasets: DatasetInfo[];
  loadDataset(id: string): Promise<Dataset>;
  preparePicture(
    bytes: Uint8Array,
    input: { height: number; width: number; channels: number },
    look: DatasetLook,
  ): Promise<PreparedPicture>;
  store: RunStore;
  appVersion: string;
  /** Bytes that may be taken now. */
  availableMemory(): number;
}
