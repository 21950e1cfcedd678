/**
 * The average picture of each class: each pixel the mean of that pixel over the class's pictures,
 * rounded to 0 to 255. A class without pictures is black.
 *
 * @param pictures equally many bytes each
 * @param labels the class of each picture, 0 to classes - 1
 */
export function averagePictures(
  pictures: readonly Uint8Array[],
  labels: ArrayLike<number>,
  classes: number,
): Uint8Array[] {
  const size = pictures[0]?.length ?? 0;
  const sums = Array.from({ length: classes }, () => new Float64Array(size));
  const counts = new Array<number>(classes).fill(0);
  pictures.forEach((picture, index) => {
    const sum = sums[labels[index]!];
    if (!sum) return;
    counts[labels[index]!]! += 1;
    for (let pixel = 0; pixel < size; pixel++) sum[pixel]! += picture[pixel]!;
  });
  return sums.map((sum, label) =>
    Uint8Array.from(sum, (total) => Math.round(total / Math.max(1, counts[label]!))),
  );
}
