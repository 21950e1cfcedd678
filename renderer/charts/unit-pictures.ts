import type { NamedTensor } from '../../preload/contract.ts';

/** The weights of one unit (or filter), laid out as the picture that it looks at. */
export interface UnitPicture {
  unit: number;
  width: number;
  height: number;
  /** height x width, row by row. */
  values: Float32Array;
}

interface Side {
  height: number;
  width: number;
  channels: number;
}

/**
 * How a kernel's inputs lie in a picture: as the network's own input where there are as many, a
 * convolution's window as it is, any other row of inputs as nearly a square.
 */
function layout(kernel: NamedTensor, input: Side): Side {
  const [first = 0, second = 0, third = 0] = kernel.shape;
  if (kernel.shape.length === 4) return { height: first, width: second, channels: third };
  if (first === input.height * input.width * input.channels) return input;
  const width = Math.ceil(Math.sqrt(first));
  return { height: Math.ceil(first / width), width, channels: 1 };
}

/** The number of units or filters of a kernel: its last side. */
export const unitsOf = (kernel: NamedTensor) => kernel.shape.at(-1) ?? 0;

/** One unit's weights as a picture; of several channels, their mean. Places without a weight are 0. */
export function unitPicture(kernel: NamedTensor, input: Side, unit: number): UnitPicture {
  const { height, width, channels } = layout(kernel, input);
  const units = unitsOf(kernel);
  const values = new Float32Array(height * width);
  for (let place = 0; place < values.length; place += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) {
      sum += kernel.values[(place * channels + channel) * units + unit] ?? 0;
    }
    values[place] = sum / channels;
  }
  return { unit, width, height, values };
}

/** The pictures of the first `count` units. */
export function unitPictures(kernel: NamedTensor, input: Side, count: number): UnitPicture[] {
  return Array.from({ length: Math.min(count, unitsOf(kernel)) }, (_, unit) =>
    unitPicture(kernel, input, unit),
  );
}
