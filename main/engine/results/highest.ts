/** The index of the highest value: the unit that is the network's answer. The first of equals; -1 of none. */
export function highest(values: ArrayLike<number>): number {
  let best = values.length === 0 ? -1 : 0;
  for (let index = 1; index < values.length; index++) {
    if ((values[index] ?? -Infinity) > (values[best] ?? -Infinity)) best = index;
  }
  return best;
}
