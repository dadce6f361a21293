import type { Cache } from '../../../src/cache/contract.ts'

/** Two processes' views of one cache; of a cache that one process has for itself, twice the same. */
export type TwoViews = { one: Cache; other: Cache }

/** States one promise, and how it is tried on an empty cache. */
export type CachePromise = (title: string, work: (views: TwoViews) => Promise<void>) => void

/** What strangers choose as keys: any text, of any length. */
export const odd_keys = [
  '',
  ' ',
  'a\nb',
  'ü 😀',
  '__proto__',
  '*',
  'a:b',
  'x'.repeat(100_000),
  '\u0000\r\n'
]
