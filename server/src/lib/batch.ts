import { setImmediate } from 'node:timers/promises'

/** Collects what is asked for while the last call is under way, and asks for it in one go: no wait when idle, few calls when busy. */
export const createBatch = <Item, Result>(
  run: (items: Item[]) => Promise<Result[]>,
  items_max: number
): ((item: Item) => Promise<Result>) => {
  const batches = createBatches<Item, Result>((_key, items) => run(items), items_max)
  return (item) => batches('', item)
}

/** The same with a batch of its own for each key: what is asked for under one never waits for another. */
export const createBatches = <Item, Result>(
  run: (key: string, items: Item[]) => Promise<Result[]>,
  items_max: number
): ((key: string, item: Item) => Promise<Result>) => {
  type Waiting = { item: Item; done: (result: Result) => void; failed: (error: unknown) => void }
  const queues = new Map<string, Waiting[]>()

  const turn = async (key: string, waiting: Waiting[]): Promise<void> => {
    // What this turn of the event loop still asks for comes along.
    await setImmediate()
    while (waiting.length > 0) {
      const batch = waiting.splice(0, items_max)
      try {
        const results = await run(
          key,
          batch.map((one) => one.item)
        )
        for (const [index, one] of batch.entries()) one.done(results[index] as Result)
      } catch (error) {
        for (const one of batch) one.failed(error)
      }
    }
    queues.delete(key)
  }

  return (key, item) =>
    new Promise((done, failed) => {
      const waiting = queues.get(key)
      const one = { item, done, failed }
      if (waiting) {
        waiting.push(one)
        return
      }
      const queue = [one]
      queues.set(key, queue)
      void turn(key, queue)
    })
}

/** Lets a batch in which the same is asked for more than once ask for each once. */
export const eachOnce =
  <Item, Result>(
    nameOf: (item: Item) => string,
    run: (items: Item[]) => Promise<Result[]>
  ): ((items: Item[]) => Promise<Result[]>) =>
  async (items) => {
    const names = items.map(nameOf)
    const distinct = new Map(items.map((item, index) => [names[index] as string, item]))
    const results = await run([...distinct.values()])
    const byName = new Map([...distinct.keys()].map((name, index) => [name, results[index]]))
    return names.map((name) => byName.get(name) as Result)
  }
