/**
 * The one contract that every process shares: schemas for what crosses a boundary, and the types
 * derived from them. No Electron, no Node, no DOM in here.
 */
export * from './contract/dataset.ts';
export * from './contract/engine.ts';
export * from './contract/errors.ts';
export * from './contract/host.ts';
export * from './contract/lesson.ts';
export * from './contract/look.ts';
export * from './contract/network.ts';
export * from './contract/rooms.ts';
export * from './contract/run.ts';
export * from './contract/tensor.ts';
export * from './contract/train.ts';
