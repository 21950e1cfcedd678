import { loadPortableBackend } from '../../../main/engine/trainers/portable.ts';
import { trainWith } from './trainer.ts';

await trainWith(loadPortableBackend);
