import { setImmediate } from 'node:timers/promises'

/** So long may work go on without anybody else having a turn. */
const SLICE_MS = 10

/**
 * Long work made of small promises never lets the event loop read a socket by itself. Await this
 * between its pieces: it waits a turn when the time is up, and costs next to nothing before.
 */
export const createBreather = (): (() => Promise<void> | null) => {
  let since_ms = performance.now()
  const breathe = async (): Promise<void> => {
    await setImmediate()
    since_ms = performance.now()
  }
  return () => (performance.now() - since_ms < SLICE_MS ? null : breathe())
}
