import { type TestContext, test } from 'node:test'
import type { MediaStore } from '../../src/media/contract.ts'
import { brokenPutPromises } from './media/broken-puts.ts'
import { keyPromises } from './media/keys.ts'
import { pouringPromises } from './media/pouring.ts'
import { readingPromises } from './media/reading.ts'
import { storingPromises } from './media/storing.ts'
import type { MediaPromise } from './media/suite.ts'
import { unfinishedPutPromises } from './media/unfinished-puts.ts'

export type OpenStore = (t: TestContext) => Promise<MediaStore>

type Options = { skip?: string | false }

/** Holds an implementation to the promises of `media/contract.ts`. Call it once for each. */
export const mediaConformance = (name: string, open: OpenStore, options: Options = {}): void => {
  const promise: MediaPromise = (title, work) =>
    void test(`media ${name}: ${title}`, { skip: options.skip ?? false }, async (t) =>
      work(await open(t))
    )
  storingPromises(promise)
  brokenPutPromises(promise)
  unfinishedPutPromises(promise)
  readingPromises(promise)
  pouringPromises(promise)
  keyPromises(promise)
}
