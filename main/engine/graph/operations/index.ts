/**
 * The operations of TensorFlow that Mebae's graphs are made of, all there since TensorFlow 2.4. Each
 * function adds one node; inputs and attributes are those of the operation's definition
 * (https://www.tensorflow.org/api_docs/python/tf/raw_ops); attributes left out have its default.
 */
export * from './activations.ts';
export * from './arithmetic.ts';
export * from './dense.ts';
export * from './loss.ts';
export * from './normalization.ts';
export * from './pictures.ts';
export * from './shapes.ts';
export * from './values.ts';
export * from './variables.ts';
export * from './windows.ts';
