import { pause } from '../../lib/retry.ts'

/** What the sessions of a worker know from each other of an outage. */
export type Recovery = {
  /** A session is connected: whoever waits may try too. */
  connected(): void
  /** Waits so long, or until another session is connected: that is what the answer tells. */
  wait(ms: number, signal: AbortSignal): Promise<boolean>
}

export const createRecovery = (): Recovery => {
  const waiting = new Set<AbortController>()
  return {
    connected: () => {
      for (const one of waiting) one.abort()
    },
    wait: async (ms, signal) => {
      const early = new AbortController()
      waiting.add(early)
      await pause(ms, AbortSignal.any([signal, early.signal]))
      waiting.delete(early)
      return early.signal.aborted
    }
  }
}
