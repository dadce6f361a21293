import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  listSealedOtherwise,
  putSealedValues,
  type SealedKind,
  sealed_columns
} from '../../src/store/sealed-values.ts'
import { type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { seedSession } from '../../testkit/seed-session.ts'

const [old, present] = [Buffer.from('old '), Buffer.from('new ')]
const sealed = (by: Buffer, name: string): Buffer => Buffer.concat([by, Buffer.from(name)])

/** A row of each kind with a sealed value. */
const seeds: Record<
  SealedKind,
  (app: Harness, tenant: SeededTenant, value: Buffer) => Promise<unknown>
> = {
  session_keys: async (app, tenant, value) =>
    app.owner.query(
      'insert into session_keys (session_id, tenant_id, sealed_key) values ($1, $2, $3)',
      [await seedSession(app, tenant), tenant.tenant_id, value]
    ),
  session_proxies: async (app, tenant, value) =>
    app.owner.query(
      'insert into session_proxies (session_id, tenant_id, handed_in) values ($1, $2, $3)',
      [await seedSession(app, tenant), tenant.tenant_id, value]
    ),
  webhooks: async (app, tenant, value) => {
    const made = await app.as(tenant).post('/api/v1/webhooks', { url: 'https://example.com/x' })
    await app.owner.query('update webhooks set sealed_secret = $2 where id = $1', [
      made.json().id,
      value
    ])
  },
  old_webhook_secrets: async (app, tenant, value) => {
    const made = await app.as(tenant).post('/api/v1/webhooks', { url: 'https://example.com/x' })
    await app.owner.query(
      'update webhooks set old_sealed_secret = $2, old_secret_until = now() where id = $1',
      [made.json().id, value]
    )
  },
  webhook_headers: async (app, tenant, value) => {
    const made = await app.as(tenant).post('/api/v1/webhooks', { url: 'https://example.com/x' })
    await app.owner.query(
      "update webhooks set sealed_headers = $2, header_names = '{x}' where id = $1",
      [made.json().id, value]
    )
  },
  user_second_factors: async (app, _tenant, value) => {
    const { user_id, tenant_id } = await app.seed.tenant()
    await app.owner.query(
      'insert into user_second_factors (user_id, tenant_id, sealed_secret) values ($1, $2, $3)',
      [user_id, tenant_id, value]
    )
  },
  idempotency_keys: async (app, tenant, value) =>
    app.owner.query(
      `insert into idempotency_keys (tenant_id, key, fingerprint, response) values ($1, $2, '', $3)`,
      [tenant.tenant_id, value.toString('hex'), value]
    )
}

test('of each table the values of other keys are listed in order, piece by piece, and replaced one by one', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant({ plan: 'unlimited' })
  for (const kind of Object.keys(sealed_columns) as SealedKind[]) {
    for (const [by, name] of [
      [old, 'a'],
      [present, 'b'],
      [old, 'c'],
      [old, 'd']
    ] as const) {
      await seeds[kind](app, tenant, sealed(by, name))
    }
    const all = await app.owner.transaction((tx) => listSealedOtherwise(tx, kind, present, [], 10))
    assert.deepEqual(
      all.map((one) => one.sealed.subarray(0, 4).toString()),
      Array(3).fill('old ')
    )
    const names = all.map((one) => one.names)
    assert.deepEqual(
      names,
      names.toSorted((one, other) => (one.join() < other.join() ? -1 : 1))
    )
    const [first, ...rest] = all
    assert.ok(first, kind)
    const after = await app.owner.transaction((tx) =>
      listSealedOtherwise(tx, kind, present, first.names, 1)
    )
    assert.deepEqual(after, rest.slice(0, 1), kind)
    const resealed = { ...first, sealed: sealed(present, 'a') }
    await app.owner.transaction((tx) => putSealedValues(tx, kind, [resealed]))
    const left = await app.owner.transaction((tx) => listSealedOtherwise(tx, kind, present, [], 10))
    assert.deepEqual(left, rest, kind)
  }
})
