/** What a measurement started and must end; the harness of the tests registers its ends with the same call. */
export type Scope = { after(end: () => unknown): void }

/** Runs `work` and then, whatever became of it, ends what it started in reverse order. */
export const withScope = async <T>(work: (scope: Scope) => Promise<T>): Promise<T> => {
  const ends: (() => unknown)[] = []
  const end = async (): Promise<void> => {
    for (let one = ends.pop(); one; one = ends.pop()) {
      await Promise.resolve(one()).catch((error) => console.error('not ended:', error))
    }
  }
  process.once('SIGINT', () => void end().finally(() => process.exit(130)))
  try {
    return await work({ after: (one) => ends.push(one) })
  } finally {
    await end()
  }
}
