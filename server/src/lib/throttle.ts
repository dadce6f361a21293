/** Tells whether something may be said again: true once in a while for each key, so that one trouble is not told a thousand times. */
export const createThrottle = (
  every_ms: number,
  monotonic_ms: () => number
): ((key: string) => boolean) => {
  const said = new Map<string, number>()
  return (key) => {
    const now_ms = monotonic_ms()
    for (const [old, at_ms] of said) if (now_ms - at_ms >= every_ms) said.delete(old)
    if (said.has(key)) return false
    said.set(key, now_ms)
    return true
  }
}
