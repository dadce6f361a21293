/**
 * Carries out one thing after the other, each at once and to its end; what is asked for meanwhile comes after those that wait.
 * What fails is told to `failed` and stops nothing.
 */
export const createSerialQueue = (
  failed: (error: unknown) => void
): ((work: () => void) => void) => {
  const waiting: (() => void)[] = []
  let working = false
  return (work) => {
    waiting.push(work)
    if (working) return
    working = true
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      try {
        next()
      } catch (error) {
        failed(error)
      }
    }
    working = false
  }
}
