import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { harness } from '../../testkit/app.ts'
import { all_routes } from '../../testkit/calls.ts'
import { readEventStream } from '../../testkit/event-reader.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'
import { until } from '../../testkit/until.ts'

const bed = async (t: TestContext) => {
  const app = await harness(t, { routes: all_routes })
  const tenant = await app.seed.tenant()
  const origin = await app.server.listen({ host: '127.0.0.1', port: 0 })
  const tokenFor = async (id: string): Promise<string> =>
    (await app.as(tenant).post(`/api/v1/sessions/${id}/link-token`, {})).json().token
  const openLink = async (token: string) => {
    const reader = await readEventStream(`${origin}/session/link/${token}/stream`, {})
    t.after(() => reader.close())
    const next = async (): Promise<Record<string, unknown>> => {
      const { sse_event, sse_id: _, ...told } = await reader.next()
      return { event: sse_event, ...told }
    }
    return { ...reader, next }
  }
  const put = (id: string, columns: string, values: unknown[] = []) =>
    app.owner.query(`update sessions set ${columns} where id = $1`, [id, ...values])
  return { app, tenant, tokenFor, openLink, put }
}

test('the stream of a link tells what is to be shown now, each code that takes its place, and that the number is linked', async (t) => {
  const { app, tenant, tokenFor, openLink, put } = await bed(t)
  const id = await seedSession(app, tenant, { status: 'starting', desired: 'running' })
  const { response, next, ended } = await openLink(await tokenFor(id))
  assert.equal(response.status, 200)
  assert.match(String(response.headers.get('content-type')), /^text\/event-stream/)
  assert.match(String(response.headers.get('cache-control')), /no-store/)
  assert.equal(response.headers.get('x-accel-buffering'), 'no')
  const first = await next()
  assert.deepEqual([first['event'], first['code']], ['problem', 'qr_not_ready'])

  const shown = "status = 'qr', qr = $2, qr_expires_at = now() + interval '20 seconds'"
  for (const qr of ['2@one', '2@two']) {
    await put(id, shown, [qr])
    const told = await next()
    assert.deepEqual([told['event'], told['qr']], ['code', qr])
    assert.match(String(told['image']), /^data:image\/png;base64,/)
    assert.ok(new Date(String(told['expires_at'])) > new Date(String(told['now'])))
    // What `GET /session/{id}/qr` shows for it.
    const { code_id } = (await app.as(tenant).get(`/session/${id}/qr`)).json()
    assert.equal(told['code_id'], code_id)
  }

  await put(id, "status = 'connected', qr = null, linked_at = now()")
  const last = await next()
  assert.deepEqual([last['event'], last['code']], ['problem', 'link_token_used'])
  await ended()
})

test('a stream ends with its link: when it is taken back, in time, and with who made it', async (t) => {
  const { app, tenant, tokenFor, openLink } = await bed(t)
  const id = await seedSession(app, tenant, { status: 'starting', desired: 'running' })
  const of_first = await openLink(await tokenFor(id))
  await of_first.next()
  const of_second = await openLink(await tokenFor(id))
  assert.equal((await of_first.next())['code'], 'unauthenticated')
  await of_first.ended()
  await of_second.next()
  await app.owner.query("update link_tokens set expires_at = now() - interval '1 second'")
  assert.equal((await of_second.next())['code'], 'unauthenticated')
  const of_third = await openLink(await tokenFor(id))
  await of_third.next()
  await app.owner.query("update users set status = 'suspended'")
  assert.equal((await of_third.next())['code'], 'account_suspended')
  await of_third.ended()
})

test('what is no link that stands has no stream, and one link has a number of them', async (t) => {
  const { app, tenant, tokenFor, openLink } = await bed(t)
  const refused = async (token: string) => {
    const answer = await app.anonymous.get(`/session/link/${token}/stream`)
    return [answer.statusCode, answer.json().code]
  }
  for (const token of ['x', 'wlt_nonsense', `wlt_${'a'.repeat(43)}`, tenant.access_token])
    assert.equal((await refused(token.slice(0, 100)))[0], 401, token)
  assert.deepEqual(await refused('a'.repeat(101)), [404, 'not_found'])
  const linked = await seedSession(app, tenant, { status: 'starting' })
  const token = await tokenFor(linked)
  await app.owner.query('update sessions set linked_at = now() where id = $1', [linked])
  assert.deepEqual(await refused(token), [403, 'link_token_used'])
  assert.notEqual(await seedConnected(app, tenant), linked)

  const id = await seedSession(app, tenant, { status: 'starting', desired: 'running' })
  const followed = await tokenFor(id)
  const open = await Promise.all(Array.from({ length: 10 }, () => openLink(followed)))
  for (const { response } of open) assert.equal(response.status, 200)
  assert.deepEqual(await refused(followed), [429, 'too_many_streams'])
  open[0]?.close()
  const again = await until('there is a place again', async () => {
    const reader = await openLink(followed)
    return reader.response.status === 200 && reader
  })
  assert.equal((await again.next())['code'], 'qr_not_ready')
})
