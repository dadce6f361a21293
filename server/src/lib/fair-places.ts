/** A number of places for work of the same kind, given out in turns. */
export type FairPlaces = {
  /** Runs `work` in a place, at once or in turn. Throws what `refuse` makes when the line, or the caller's part of it, is full. */
  run<T>(by: string, work: () => Promise<T>): Promise<T>
  /** How many are at work and how many wait. */
  readonly load: { running: number; waiting: number }
}

export type PlacesOptions = {
  running_max: number
  /** Places that one caller may have at once; all of them when not set. */
  running_max_each?: number
  waiting_max: number
  /** How many of those who wait may be one caller's. */
  waiting_max_each: number
  /** Who has waited for so long is refused as well; without it the caller waits. */
  waiting_ms_max?: number
  refuse: () => Error
}

type Waiting = { begin: () => void }
type Line = { running: number; waiting: Waiting[] }

/**
 * Gives places to callers in a circle: of those who wait and have a place to spare, the one who was served longest ago
 * comes next, so a caller who asks for much waits, and others do not. Callers without work take no memory.
 */
export const createFairPlaces = (options: PlacesOptions): FairPlaces => {
  const { running_max, waiting_max, waiting_max_each } = options
  const running_max_each = options.running_max_each ?? running_max
  // Bound: callers at work or in the queue, of which there are at most running_max + waiting_max. First is who is due.
  const lines = new Map<string, Line>()
  let running = 0
  let waiting = 0

  const next = (): void => {
    for (const [by, line] of lines) {
      if (running >= running_max) return
      if (line.running >= running_max_each) continue
      const first = line.waiting.shift()
      if (!first) continue
      waiting--
      take(line)
      // To the end of the circle.
      lines.delete(by)
      lines.set(by, line)
      first.begin()
    }
  }
  const take = (line: Line): void => {
    running++
    line.running++
  }
  const forget = (by: string, line: Line): void => {
    if (line.running === 0 && line.waiting.length === 0) lines.delete(by)
  }
  const turnIn = (by: string, line: Line): Promise<void> =>
    new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined
      const one: Waiting = {
        begin: () => {
          clearTimeout(timer)
          resolve()
        }
      }
      line.waiting.push(one)
      if (options.waiting_ms_max === undefined) return
      timer = setTimeout(() => {
        line.waiting.splice(line.waiting.indexOf(one), 1)
        waiting--
        forget(by, line)
        reject(options.refuse())
      }, options.waiting_ms_max)
    })
  const leave = (by: string, line: Line): void => {
    running--
    line.running--
    forget(by, line)
    next()
  }

  return {
    run: async (by, work) => {
      const line = lineOf(lines, by)
      if (running < running_max && line.running < running_max_each) take(line)
      else {
        if (waiting >= waiting_max || line.waiting.length >= waiting_max_each) {
          forget(by, line)
          throw options.refuse()
        }
        waiting++
        await turnIn(by, line)
      }
      try {
        return await work()
      } finally {
        leave(by, line)
      }
    },
    get load() {
      return { running, waiting }
    }
  }
}

const lineOf = (lines: Map<string, Line>, by: string): Line => {
  const known = lines.get(by)
  if (known) return known
  const line: Line = { running: 0, waiting: [] }
  lines.set(by, line)
  return line
}
