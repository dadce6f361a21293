import assert from 'node:assert/strict'
import { test } from 'node:test'
import { harness } from '../../testkit/app.ts'
import { textTo } from '../../testkit/calls.ts'

test('who has a message is told person by person, in a group and alone, and nothing is told to others', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const stranger = await app.seed.tenant()
  const person = app.as(tenant)
  const body = await textTo({ app, tenant, person })
  const send = async (to: string): Promise<string> =>
    (await person.post('/api/v1/messages', { ...body, to })).json().id
  const [alone, in_group] = [await send('+201001234567'), await send('120363000000000001@g.us')]
  const path = (id: string) => `/api/v1/messages/${id}/receipts`
  assert.deepEqual((await person.get(path(alone))).json(), {
    message_id: alone,
    data: [],
    next_cursor: null
  })
  const at = '2026-11-28T08:00:00.000Z'
  await app.owner.query(
    "update messages set status = 'read', sent_at = $2, delivered_at = $2, read_at = $2 where id = $1",
    [alone, at]
  )
  await app.owner.query(
    `insert into message_receipts (message_id, tenant_id, session_id, person_id, delivered_at, read_at)
     select id, tenant_id, session_id, p.jid, $2, case when p.jid like '1%' then $2::timestamptz end
     from messages, unnest('{1@s.whatsapp.net,2@lid}'::text[]) p (jid) where id = $1`,
    [in_group, at]
  )
  const receipt = (from: string, read_at: string | null) => ({
    ...{ from, delivered_at: at, read_at, played_at: null }
  })
  const told = async (id: string) => (await person.get(path(id))).json().data
  assert.deepEqual(await told(alone), [receipt('201001234567@s.whatsapp.net', at)])
  assert.deepEqual(await told(in_group), [receipt('1@s.whatsapp.net', at), receipt('2@lid', null)])
  assert.equal((await person.get(`/api/v1/messages/${alone}`)).json().receipts, null)
  assert.equal((await app.as(stranger).get(path(in_group))).statusCode, 404)
  assert.equal((await person.get(path('nothing'))).statusCode, 404)
})
