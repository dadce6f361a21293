/** Chance that repeats itself: the same seed gives the same decisions. */
export type Random = {
  /** At least 0 and below 1. */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  pick<T>(list: readonly T[]): T
  /** A source of its own for `name`, so that those who draw at the same time don't disturb each other. */
  fork(name: string): Random
}

/** Hands out the entries of `list` in chance order, each once before any comes again. */
export const dealFrom = <T>(random: Random, list: readonly T[]): (() => T) => {
  const left: T[] = []
  return () => {
    if (left.length === 0) left.push(...list)
    const [one] = left.splice(random.between(0, left.length - 1), 1)
    if (one === undefined) throw new Error('nothing to deal from')
    return one
  }
}

/** Mulberry32: small, fast, good enough to decide whom to kill. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number): number =>
    least + Math.floor(next() * (most - least + 1))
  return {
    next,
    between,
    pick: (list) => {
      const one = list[between(0, list.length - 1)]
      if (one === undefined) throw new Error('nothing to pick from')
      return one
    },
    fork: (name) => createRandom(hash(`${seed} ${name}`))
  }
}

/** FNV-1a. */
const hash = (text: string): number => {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value >>> 0
}
