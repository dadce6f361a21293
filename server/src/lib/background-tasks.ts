import type { Log } from './log.ts'

/** Work that nobody waits for while it runs, but that a stop waits for. */
export type Background = {
  /** Starts `work` and returns at once. A failure is logged under this name. */
  run(name: string, work: () => Promise<unknown>): void
  /** Resolves when everything started has ended. */
  settle(): Promise<void>
}

/** At most `running_max` at once; what comes on top is dropped, so only what may be lost belongs here. */
export const createBackground = (log: Log, running_max = 100): Background => {
  const running = new Set<Promise<void>>()
  return {
    run: (name, work) => {
      if (running.size >= running_max) return log.debug({ name }, 'background work dropped')
      const one = work()
        .then(
          () => undefined,
          (error: unknown) => log.warn({ name, err: error }, 'background work failed')
        )
        .finally(() => running.delete(one))
      running.add(one)
    },
    settle: async () => {
      await Promise.all(running)
    }
  }
}
