import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { openDb } from '../../../src/lib/db.ts'
import { testDatabase } from '../../../testkit/database.ts'
import { freePort } from '../../../testkit/free-port.ts'
import { until } from '../../../testkit/until.ts'
import { createCallers } from '../client.ts'
import { keepRole } from '../role-process.ts'
import { createTrap } from './arm.ts'
import { type KillPoint, nameOf } from './table.ts'

/** Two gateways on one database; each step of accepting a message kills one of them, and the caller asks again. */
export const killGatewayEverywhere = async (t: TestContext, points: KillPoint[]): Promise<void> => {
  const urls = await testDatabase(t)
  const folder = await mkdtemp(join(tmpdir(), 'gateway-kill-'))
  const owner = openDb({ url: urls.owner, connections_max: 2, application_name: 'test' })
  t.after(() => owner.close())
  const trap = await createTrap(t)
  const ports = [await freePort(), await freePort()]
  for (const port of ports) {
    const gateway = keepRole({
      file: 'gateway-api.ts',
      node_options: trap.node_args,
      log_file: join(folder, `${port}.log`),
      environment: {
        ...trap.environment,
        PATH: process.env['PATH'] ?? '',
        DATA_DIR: folder,
        DATABASE_TENANT_URL: urls.tenant,
        MASTER_KEY: '11'.repeat(32),
        GATEWAY_PORT: String(port),
        BCRYPT_COST: '4'
      }
    })
    t.after(() => gateway.stop())
  }
  t.after(() => rm(folder, { recursive: true, force: true }))
  const callers = createCallers(ports.map((port) => `http://127.0.0.1:${port}`))
  t.after(() => callers.close())
  const registered = await callers.as().call('POST', '/api/v1/auth/register', {
    email: 'caller@example.com',
    password: 'a long enough password',
    name: 'Caller'
  })
  const caller = callers.as(registered.body.access_token)
  const session = await caller.call('POST', '/api/v1/sessions', { session_name: 'session' })
  const session_id = session.body.id
  await owner.query(
    `update sessions set status = 'connected', linked_at = now(), jid = '966500000001@s.whatsapp.net' where id = $1`,
    [session_id]
  )

  const texts: string[] = []
  for (const [index, point] of points.entries()) {
    const text = `text ${index}`
    texts.push(text)
    const send = () =>
      caller.call(
        'POST',
        '/api/v1/messages',
        { session_id, to: '966500000002', type: 'text', text: { body: text } },
        { idempotency_key: `key-${index}`, until_status: 202 }
      )
    await trap.set(point)
    const accepted = await send()
    assert.equal(accepted.status, 202, nameOf(point))
    await trap.sprung(point)
    const again = await send()
    assert.equal(again.body.id, accepted.body.id, 'the answer of before')
  }
  assert.deepEqual(await trap.hits(), points.map(nameOf), 'every point of the table was hit')

  const rows = await owner.query<{ body: string; places: number; told: number }>(
    `select m.content -> 'text' ->> 'body' as body,
       (select count(*)::int from outbound o where o.message_id = m.id) as places,
       (select count(*)::int from events e where e.type = 'message.accepted' and e.data ->> 'id' = m.id) as told
     from messages m join outbound o on o.message_id = m.id order by o.seq`
  )
  assert.deepEqual(
    rows,
    texts.map((body) => ({ body, places: 1, told: 1 })),
    'each is in the queue once, in order, and told once'
  )
  const [{ used } = { used: -1 }] = await owner.query<{ used: number }>(
    "select sum(used)::int as used from usage_stats where metric = 'messages_out'"
  )
  assert.equal(used, texts.length, 'the quota counts each once')
  await until('no transaction is left open', async () => {
    const open = await owner.query(
      "select from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'"
    )
    return open.length === 0
  })
}
