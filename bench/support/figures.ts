/** The value below which a share of the values lies; NaN when there are none. */
export const percentile = (values: number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** The middle of the values: one disturbed run does not move it. */
export const median = (values: number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
  return (upper + lower) / 2
}

/** How long most took, and how long the slowest. */
export const spread = (
  values_ms: number[]
): { p50_ms: number; p95_ms: number; p99_ms: number } => ({
  p50_ms: percentile(values_ms, 0.5),
  p95_ms: percentile(values_ms, 0.95),
  p99_ms: percentile(values_ms, 0.99)
})
