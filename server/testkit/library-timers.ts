/**
 * Baileys leaves the timers of its long timeouts behind when a connection ends: for a minute they would keep a process
 * alive in which it ran. A test that runs it in its own process calls this first.
 */
export const letLongTimersGo = (): void => {
  const start = globalThis.setTimeout
  globalThis.setTimeout = ((work: () => void, delay_ms = 0, ...rest: []) => {
    const timer = start(work, delay_ms, ...rest)
    return delay_ms >= 20_000 ? timer.unref() : timer
  }) as typeof setTimeout
}
