/** Calls `work` after so long, at the next tick of the wheel. The answer takes it back. */
export type After = (ms: number, work: () => void) => () => void

const tick_ms = 200

/**
 * Many things that come due, with one timer for all of them: thousands of sessions wait for the same few seconds, and
 * nearly each wait is over before its time. Nothing turns while nobody waits, and the wheel keeps no process alive.
 */
export const createTimerWheel = (now_ms: () => number): After => {
  const slots = new Map<number, Set<() => void>>()
  let turning: NodeJS.Timeout | undefined
  let turned = 0

  const tickOf = (ms: number): number => Math.floor(ms / tick_ms)

  const turn = (): void => {
    const now = tickOf(now_ms())
    // A process that was busy or frozen has missed some.
    for (; turned <= now; turned++) {
      const due = slots.get(turned)
      slots.delete(turned)
      for (const work of due ?? []) work()
    }
    if (slots.size > 0) return
    clearInterval(turning)
    turning = undefined
  }

  return (ms, work) => {
    if (!turning) {
      turned = tickOf(now_ms())
      turning = setInterval(turn, tick_ms).unref()
    }
    // Never sooner than asked for.
    const at = Math.max(tickOf(now_ms() + ms) + 1, turned)
    const slot = slots.get(at) ?? new Set()
    slots.set(at, slot)
    const once = (): void => work()
    slot.add(once)
    return () => {
      slot.delete(once)
      if (slot.size === 0 && slots.get(at) === slot) slots.delete(at)
    }
  }
}
