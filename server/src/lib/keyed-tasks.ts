/** Work that may take long, at most one at a time under each key. */
export type KeyedTasks = {
  /** Starts `work` unless work of this key is running; tells whether it did. */
  start(key: string, work: () => Promise<void>): boolean
  running(key: string): boolean
  /** Resolves when everything started has ended. */
  settle(): Promise<void>
}

/** `failed` hears of each failure. */
export const createKeyedTasks = (failed: (key: string, error: unknown) => void): KeyedTasks => {
  const tasks = new Map<string, Promise<void>>()
  return {
    start: (key, work) => {
      if (tasks.has(key)) return false
      const task = work()
        .catch((error: unknown) => failed(key, error))
        .finally(() => tasks.delete(key))
      tasks.set(key, task)
      return true
    },
    running: (key) => tasks.has(key),
    settle: async () => {
      while (tasks.size > 0) await Promise.all(tasks.values())
    }
  }
}
