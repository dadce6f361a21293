/** Work that must not overlap, by key: each piece begins when the one before it has ended. */
export type Turns = Map<string, Promise<unknown>>

export const takeTurn = <T>(turns: Turns, key: string, work: () => Promise<T>): Promise<T> => {
  const before = turns.get(key) ?? Promise.resolve()
  const result = before.then(work)
  // The next one waits for the end of this one, whichever end it takes; the caller sees which.
  const tail = result
    .catch(() => undefined)
    .then(() => {
      if (turns.get(key) === tail) turns.delete(key)
    })
  turns.set(key, tail)
  return result
}
