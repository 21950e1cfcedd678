/** How a step tells the person what it does. */
export interface Report {
  say(text: string): void;
  /** Bytes so far; `total` 0 when unknown. */
  progress(bytes: number, total: number): void;
}

export const megabytes = (bytes: number) => `${Math.max(1, Math.round(bytes / 1e6))} MB`;

/**
 * Writes to stderr, so that a command's stdout stays its own (JSON lines, for one). A terminal gets
 * one line that moves; a log gets a line every quarter.
 */
export function createReport(stream: NodeJS.WriteStream = process.stderr): Report {
  let open = false;
  let lastShown = 0;
  let lastQuarter = 0;
  const closeLine = () => {
    if (open) stream.write('\n');
    open = false;
  };
  return {
    say(text) {
      closeLine();
      lastQuarter = 0;
      stream.write(`mebae: ${text}\n`);
    },
    progress(bytes, total) {
      const finished = total > 0 && bytes >= total;
      const text = total
        ? `${megabytes(Math.min(bytes, total))} of ${megabytes(total)}`
        : megabytes(bytes);
      if (stream.isTTY) {
        if (!finished && Date.now() - lastShown < 100) return;
        lastShown = Date.now();
        stream.write(`\r  ${text}   `);
        open = true;
        if (finished) closeLine();
      } else {
        const quarter = total ? Math.min(4, Math.floor((4 * bytes) / total)) : 0;
        if (quarter > lastQuarter) stream.write(`  ${text}\n`);
        lastQuarter = Math.max(quarter, lastQuarter);
      }
    },
  };
}
