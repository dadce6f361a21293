import assert from 'node:assert/strict'
import { test } from 'node:test'
import { harness } from '../../testkit/app.ts'
import { seedSession } from '../../testkit/seed-session.ts'

test('the limits of a number are told while they stand, and no longer', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const customer = app.as(tenant)
  const soon = new Date(Date.now() + 3_600_000)
  const past = new Date(Date.now() - 3_600_000)
  const locked = await seedSession(app, tenant, {
    restricted_until: soon,
    restriction: 'WEB_COMPANION_ONLY',
    new_chats_status: 'capped',
    new_chats_used: 50,
    new_chats_total: 50,
    new_chats_renew_at: soon
  })
  const free = await seedSession(app, tenant, { restricted_until: past, restriction: 'DEFAULT' })

  const limits = (await customer.get(`/api/v1/sessions/${locked}/limits`)).json()
  assert.deepEqual(limits.time_lock, { until: soon.toISOString(), reason: 'WEB_COMPANION_ONLY' })
  assert.equal(limits.new_chats.left, 0)
  assert.equal(limits.new_chats.renews_at, soon.toISOString())
  assert.equal(limits.messages_waiting, 0)
  const { limited } = (await customer.get(`/api/v1/sessions/${locked}`)).json()
  assert.deepEqual(limited, limits.limited)
  assert.notEqual(limited, null)

  const over = (await customer.get(`/api/v1/sessions/${free}/limits`)).json()
  assert.equal(over.time_lock, null)
  assert.equal(over.limited, null)
})
