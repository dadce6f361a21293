import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { channelPromises } from './cache/channels.ts'
import { counterPromises, crowdPromises } from './cache/counters.ts'
import type { CachePromise, TwoViews } from './cache/suite.ts'
import { valuePromises } from './cache/values.ts'

export type OpenCaches = (t: TestContext) => Promise<TwoViews>

type Options = { skip?: string | false }

/** Holds an implementation to the promises of `cache/contract.ts`. Call it once for each. */
export const cacheConformance = (name: string, open: OpenCaches, options: Options = {}): void => {
  const promise: CachePromise = (title, work) =>
    void test(`cache ${name}: ${title}`, { skip: options.skip ?? false }, async (t) =>
      work(await open(t))
    )
  counterPromises(promise, 'counters')
  counterPromises(promise, 'laggingCounters')
  crowdPromises(promise)
  valuePromises(promise)
  channelPromises(promise)
  promise('it says that it is there', async ({ one }) => {
    assert.equal(await one.state(), 'ok')
  })
}
