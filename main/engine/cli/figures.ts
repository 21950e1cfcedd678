/** `0.41 s`, `12 s`, `3 min 20 s`. */
export function seconds(value: number): string {
  if (value < 10) return `${value.toFixed(2)} s`;
  const whole = Math.round(value);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** 0 to 1 as `84.12 %`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

/** `101,770` */
export function integer(value: number): string {
  return value.toLocaleString('en-US');
}
