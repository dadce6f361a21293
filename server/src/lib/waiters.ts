/** Those who wait for something to change, each for a time of its own. */
export type Waiters = {
  /** Resolves when they are woken, after so long, or when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>
  /** Lets all go on that wait now. */
  wake(): void
}

export const createWaiters = (): Waiters => {
  const waiting = new Set<() => void>()
  return {
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve()
        const timer = setTimeout(done, ms)
        function done(): void {
          clearTimeout(timer)
          waiting.delete(done)
          signal.removeEventListener('abort', done)
          resolve()
        }
        waiting.add(done)
        signal.addEventListener('abort', done, { once: true })
      }),
    wake: () => {
      for (const one of [...waiting]) one()
    }
  }
}
