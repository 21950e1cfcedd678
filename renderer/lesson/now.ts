/** This moment as ISO 8601, UTC: comparable as text with a run's `createdAt`. */
export function nowIso(): string {
  return new Date().toISOString();
}
