/** Wrong usage of the command line: told with a hint, and exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
