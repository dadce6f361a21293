/** Work that must not overlap, by key: each piece begins when the one before it has ended. */
export type KeyedMutex = Map<string, Promise<unknown>>

export const withMutex = <T>(
  mutex: KeyedMutex,
  key: string,
  work: () => Promise<T>
): Promise<T> => {
  const before = mutex.get(key) ?? Promise.resolve()
  const result = before.then(work)
  // The next one waits for the end of this one, whichever end it takes; the caller sees which.
  const tail = result
    .catch(() => undefined)
    .then(() => {
      if (mutex.get(key) === tail) mutex.delete(key)
    })
  mutex.set(key, tail)
  return result
}
