/** Collects what is asked for while the last call is under way, and asks for it in one go: no wait when idle, few calls when busy. */
export const createBatch = <Item, Result>(
  run: (items: Item[]) => Promise<Result[]>,
  items_max: number
): ((item: Item) => Promise<Result>) => {
  type Waiting = { item: Item; done: (result: Result) => void; failed: (error: unknown) => void }
  let waiting: Waiting[] = []
  let busy = false

  const turn = async (): Promise<void> => {
    busy = true
    // What is asked for in this tick of the loop comes along.
    await Promise.resolve()
    while (waiting.length > 0) {
      const batch = waiting.slice(0, items_max)
      waiting = waiting.slice(items_max)
      try {
        const results = await run(batch.map((one) => one.item))
        batch.forEach((one, index) => {
          one.done(results[index] as Result)
        })
      } catch (error) {
        for (const one of batch) one.failed(error)
      }
    }
    busy = false
  }

  return (item) =>
    new Promise((done, failed) => {
      waiting.push({ item, done, failed })
      if (!busy) void turn()
    })
}
