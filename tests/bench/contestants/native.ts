import { loadNativeBackend } from '../../../main/engine/trainers/native.ts';
import { trainWith } from './trainer.ts';

await trainWith(loadNativeBackend);
