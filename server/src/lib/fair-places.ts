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
  refuse: () => Error
}

type Line = { running: number; waiting: (() => void)[] }

/**
 * Gives places to callers in a circle: of those who wait and have a place to spare, the one who was served longest ago
 * comes next, so whoever asks for much waits for himself and not others for him. Callers without work take no memory.
 */
export const createFairPlaces = (options: PlacesOptions): FairPlaces => {
  const { running_max, waiting_max, waiting_max_each } = options
  const running_max_each = options.running_max_each ?? running_max
  // Bound: callers at work or in line, of which there are at most running_max + waiting_max. First is who is due.
  const lines = new Map<string, Line>()
  let running = 0
  let waiting = 0

  const lineOf = (by: string): Line => {
    const known = lines.get(by)
    if (known) return known
    const line: Line = { running: 0, waiting: [] }
    lines.set(by, line)
    return line
  }
  const next = (): void => {
    for (const [by, line] of lines) {
      if (running >= running_max) return
      if (line.running >= running_max_each) continue
      const begin = line.waiting.shift()
      if (!begin) continue
      waiting--
      take(line)
      // To the end of the circle.
      lines.delete(by)
      lines.set(by, line)
      begin()
    }
  }
  const take = (line: Line): void => {
    running++
    line.running++
  }
  const leave = (by: string, line: Line): void => {
    running--
    line.running--
    if (line.running === 0 && line.waiting.length === 0) lines.delete(by)
    next()
  }

  return {
    run: async (by, work) => {
      const line = lineOf(by)
      if (running < running_max && line.running < running_max_each) take(line)
      else {
        if (waiting >= waiting_max || line.waiting.length >= waiting_max_each) {
          if (line.running === 0 && line.waiting.length === 0) lines.delete(by)
          throw options.refuse()
        }
        waiting++
        await new Promise<void>((resolve) => line.waiting.push(resolve))
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
