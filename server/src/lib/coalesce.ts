/** A loop that runs when asked to: requests that arrive while it runs are answered by one more run, however many they were. */
export type Coalesced = {
  request(): void
  /** Whether it runs now. */
  readonly running: boolean
  /** Resolves when nothing runs and nothing is asked for. */
  idle(): Promise<void>
  /** Takes no more requests and resolves when the running one has ended. */
  stop(): Promise<void>
}

/** `run` never runs twice at once. Its failures go to `failed` and stop nothing. */
export const createCoalesced = (
  run: () => Promise<void>,
  failed: (error: unknown) => void
): Coalesced => {
  let asked = false
  let stopped = false
  let running: Promise<void> | undefined
  const turn = async (): Promise<void> => {
    while (asked && !stopped) {
      asked = false
      await run().catch(failed)
    }
    running = undefined
  }
  return {
    request: () => {
      asked = true
      if (!stopped) running ??= turn()
    },
    get running() {
      return running !== undefined
    },
    idle: async () => {
      await running
    },
    stop: async () => {
      stopped = true
      await running
    }
  }
}
