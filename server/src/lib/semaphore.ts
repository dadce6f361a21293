/** Lets so many in at once; the others wait in the queue. */
export type Semaphore = {
  /** Resolves when there is room, or when the signal aborts, with what is to be called afterwards. */
  enter(signal: AbortSignal): Promise<() => void>
}

/** Who has not left after `most_ms` is not waited for any longer. */
export const createSemaphore = (at_once: number, most_ms: number): Semaphore => {
  const waiting = new Set<() => void>()
  let free = at_once

  const admit = (): void => {
    for (const next of waiting) {
      if (free === 0) return
      waiting.delete(next)
      free--
      next()
    }
  }

  const pass = (): (() => void) => {
    let over = false
    const leave = (): void => {
      if (over) return
      over = true
      clearTimeout(timer)
      free++
      admit()
    }
    const timer = setTimeout(leave, most_ms)
    return leave
  }

  return {
    enter: (signal) =>
      new Promise((resolve) => {
        const enter = (): void => {
          signal.removeEventListener('abort', giveUp)
          resolve(pass())
        }
        const giveUp = (): void => {
          if (waiting.delete(enter)) resolve(() => undefined)
        }
        if (signal.aborted) return resolve(() => undefined)
        signal.addEventListener('abort', giveUp, { once: true })
        waiting.add(enter)
        admit()
      })
  }
}
