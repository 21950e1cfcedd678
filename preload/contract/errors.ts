import * as v from 'valibot';

/**
 * The stable codes of everything that can go wrong in front of a user. The texts live in the message
 * catalogues (each says what happened, what was kept and what to do); processes exchange codes only.
 */
export const errorCodes = [
  'unreadable-image',
  'not-an-image',
  'unsupported-format',
  'empty-file',
  'is-a-directory',
  'too-many-bytes',
  'too-many-pixels',
  'dataset-unknown',
  'dataset-damaged',
  'network-invalid',
  'train-invalid',
  'cannot-train-here',
  'native-unavailable',
  'not-enough-memory',
  'diverged',
  'engine-died',
  'busy',
  'not-training',
  'run-unknown',
  'run-damaged',
  'run-too-new',
  'no-weights-yet',
  'lesson-invalid',
  'write-failed',
  'bad-request',
  'unexpected',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export const FailureSchema = v.strictObject({
  code: v.picklist(errorCodes),
  /** For the log and the curious: never the only thing a user is told. */
  detail: v.optional(v.string()),
  /** What the text of the code fills in, such as a limit or a layer's number. */
  values: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
});

/** A failure as it crosses a process boundary, where an Error would keep its message only. */
export type Failure = v.InferOutput<typeof FailureSchema>;

/** Thrown inside a process; `toFailure` turns it, or anything else, into what crosses the boundary. */
export class MebaeError extends Error {
  override readonly name = 'MebaeError';
  constructor(
    readonly code: ErrorCode,
    detail?: string,
    readonly values?: Record<string, string | number>,
  ) {
    super(detail ?? code);
  }
}

export function toFailure(error: unknown): Failure {
  if (error instanceof MebaeError) {
    return {
      code: error.code,
      detail: error.message,
      ...(error.values ? { values: error.values } : {}),
    };
  }
  return { code: 'unexpected', detail: error instanceof Error ? error.message : String(error) };
}
