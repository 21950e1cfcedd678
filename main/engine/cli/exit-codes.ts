/** `interrupted`: 128 and SIGINT's number, as shells have it. */
export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;
