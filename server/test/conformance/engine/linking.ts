import assert from 'node:assert/strict'
import { until } from '../../../testkit/until.ts'
import type { EnginePromise } from './suite.ts'

/** What an engine says before there is a link. */
export const linkPromises = (promise: EnginePromise): void => {
  promise('says what it can do', async ({ engine }) => {
    const { capabilities } = engine
    assert.ok(capabilities.links_at_once > 0)
    assert.ok(capabilities.linking.length > 0)
  })

  promise('a session without credentials is offered a link, until then', async ({ openNew }) => {
    const connection = openNew()
    await until('a link is offered', async () => connection.offer_ends_at)
    assert.ok((connection.offer_ends_at?.getTime() ?? 0) > Date.now())
  })
}
