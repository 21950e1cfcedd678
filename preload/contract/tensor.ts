/** A tensor outside TensorFlow: float32, row-major. */
export interface NamedTensor {
  name: string;
  shape: number[];
  values: Float32Array;
}
