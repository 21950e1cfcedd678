import type { DatasetInfo } from '../../preload/contract.ts';
import { DatasetStore } from './dataset-store.ts';

/** The datasets' cards, labels and pictures; pictures are asked for as they come into view. */
export class Datasets extends DatasetStore {
  infos = $state.raw<DatasetInfo[]>([]);

  info(id: string): DatasetInfo | null {
    return this.infos.find((info) => info.id === id) ?? null;
  }
}
