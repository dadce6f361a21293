import { createBoundedMap } from '../lib/bounded-map.ts'
import type { Log } from '../lib/log.ts'
import { type Cache, type Channel, type Values, value_length_max } from './contract.ts'
import { createListeners, type Listeners } from './listeners.ts'
import { createMemoryCounters } from './memory-counters.ts'

const values_max = 10_000

/** The cache of one process alone. */
export const createMemoryCache = (
  log: Log,
  monotonic_ms: () => number = () => performance.now()
): Cache => {
  const counters = createNamed(() => createMemoryCounters(undefined, monotonic_ms))
  const values = createNamed(() => createMemoryValues(monotonic_ms))
  const channels = createNamed(() => createMemoryChannel(createListeners(log)))
  return {
    kind: 'memory',
    counters,
    laggingCounters: counters,
    values,
    channel: channels,
    state: async () => 'ok',
    close: async () => undefined
  }
}

/** One for each name, of which there are as many as the product has purposes. */
export const createNamed = <T>(create: (name: string) => T): ((name: string) => T) => {
  const made = new Map<string, T>()
  return (name) => {
    const known = made.get(name)
    if (known !== undefined) return known
    const one = create(name)
    made.set(name, one)
    return one
  }
}

/** Throws for what no cache takes: that is a mistake of the caller. */
export const checkValue = (text: string): void => {
  if (text.length > value_length_max)
    throw new RangeError(`a value of the cache has at most ${value_length_max} characters`)
}

const createMemoryValues = (monotonic_ms: () => number): Values => {
  const values = createBoundedMap<string, { text: string; ends_ms: number }>(values_max)
  return {
    get: async (key) => {
      const value = values.get(key)
      if (!value) return null
      if (value.ends_ms > monotonic_ms()) return value.text
      values.delete(key)
      return null
    },
    set: async (key, text, ttl_s) => {
      checkValue(text)
      values.set(key, { text, ends_ms: monotonic_ms() + ttl_s * 1_000 })
    },
    delete: async (key) => void values.delete(key)
  }
}

const createMemoryChannel = (listeners: Listeners): Channel => ({
  publish: async (text) => listeners.message(text),
  subscribe: async (listener) => {
    const end = listeners.add(listener)
    return async () => end()
  }
})
