import type { WorkerAddress } from './contract.ts'

export type Pokes = {
  poke(address: WorkerAddress): void
  /** Resolves when no poke is under way any more. */
  settle(): Promise<void>
}

/**
 * Sends pokes: at most one under way and one waiting for each worker, however often it is poked. A lost poke costs up to
 * a second, because workers look by themselves, so failures are forgotten.
 */
export const createPokes = (send: (address: WorkerAddress) => Promise<void>): Pokes => {
  const running = new Map<string, { again: boolean; done: Promise<void> }>()
  const run = async (address: WorkerAddress, state: { again: boolean }): Promise<void> => {
    do {
      state.again = false
      await send(address).catch(() => undefined)
    } while (state.again)
    running.delete(address.instance_id)
  }
  return {
    poke: (address) => {
      const state = running.get(address.instance_id)
      if (state) {
        state.again = true
        return
      }
      const fresh = { again: false, done: Promise.resolve() }
      running.set(address.instance_id, fresh)
      fresh.done = run(address, fresh)
    },
    settle: async () => {
      for (const state of running.values()) state.again = false
      await Promise.all([...running.values()].map((state) => state.done))
    }
  }
}
