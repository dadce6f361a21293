import assert from 'node:assert/strict'
import { test } from 'node:test'
import { harness } from '../../testkit/app.ts'
import { recordingWorkers, seedInstance } from '../../testkit/resources.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'
import { until } from '../../testkit/until.ts'

const path = '/api/v1/sessions'

const counting = <Work extends (...given: never[]) => unknown>(
  work: Work,
  count: () => void
): Work =>
  ((...given: Parameters<Work>) => {
    count()
    return work(...given)
  }) as Work

test('the QR code comes as JSON, PNG or SVG, and nobody may keep a copy', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const qr_expires_at = new Date(Date.now() + 20_000)
  const id = await seedSession(app, tenant, { status: 'qr', qr: '2@abc', qr_expires_at })
  const json = await me.get(`${path}/${id}/qr`)
  assert.equal(json.statusCode, 200)
  assert.equal(json.json().qr, '2@abc')
  assert.equal(json.json().expires_at, qr_expires_at.toISOString())
  assert.match(json.json().image, /^data:image\/png;base64,iVBOR/)
  assert.equal(json.headers['cache-control'], 'no-store')
  const png = await me.get(`${path}/${id}/qr`, { accept: 'image/png' })
  assert.equal(png.headers['content-type'], 'image/png')
  assert.equal(png.rawPayload.subarray(1, 4).toString(), 'PNG')
  const svg = await me.get(`${path}/${id}/qr`, {
    accept: 'text/css, image/svg+xml;q=0.9, image/png;q=0.1'
  })
  assert.equal(svg.headers['content-type'], 'image/svg+xml')
  assert.match(svg.body, /^<svg /)
  const none = await me.get(`${path}/${id}/qr`, { accept: 'text/css' })
  assert.equal(none.statusCode, 406)
  assert.equal(none.json().code, 'not_acceptable')
})

test('without a QR code the answer says why, and when to ask again', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const linked_at = new Date()
  const past = new Date(Date.now() - 1_000)
  const cases = [
    [{ status: 'created' }, 'session_not_started'],
    [{ status: 'stopped', linked_at }, 'session_not_started'],
    [{ status: 'failed', status_reason: 'qr_expired' }, 'session_not_started'],
    [{ status: 'logged_out', linked_at }, 'session_not_started'],
    [{ status: 'starting' }, 'qr_not_ready'],
    [{ status: 'qr', qr: 'old', qr_expires_at: past }, 'qr_not_ready'],
    [{ status: 'starting', linked_at }, 'session_connected'],
    [{ status: 'reconnecting', linked_at }, 'session_connected'],
    [{ status: 'connected', linked_at }, 'session_connected']
  ] as const
  for (const [seed, code] of cases) {
    const answer = await me.get(`${path}/${await seedSession(app, tenant, seed)}/qr`)
    assert.equal(answer.statusCode, 409)
    assert.equal(answer.json().code, code, JSON.stringify(seed))
    assert.equal('retry-after' in answer.headers, code === 'qr_not_ready')
  }
})

test('a caller who waits gets the QR code as soon as it is there', async (t) => {
  let looks = 0
  const app = await harness(t, {
    deps: ({ db }) => {
      const { ofTenant } = db
      return { db: Object.assign(db, { ofTenant: counting(ofTenant, () => looks++) }) }
    }
  })
  const tenant = await app.seed.tenant()
  const id = await seedSession(app, tenant, { status: 'starting' })
  const waiting = app.as(tenant).get(`${path}/${id}/qr?wait=30`)
  await until('the call has found no code', () => looks >= 2)
  await app.owner.query(
    `update sessions set status = 'qr', qr = '2@new', qr_expires_at = now() + interval '1 minute'`
  )
  assert.equal((await waiting).json().qr, '2@new')
})

test('a caller who shows a code waits for another one, and gets the same when none comes', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const qr_expires_at = new Date(Date.now() + 60_000)
  const id = await seedSession(app, tenant, { status: 'qr', qr: '2@old', qr_expires_at })
  const first = (await me.get(`${path}/${id}/qr?wait=30`)).json()
  assert.equal(first.qr, '2@old', 'who shows none does not wait')
  const same = (await me.get(`${path}/${id}/qr?wait=1&shown=${first.code_id}`)).json()
  assert.deepEqual([same.qr, same.code_id], ['2@old', first.code_id])
  const waiting = me.get(`${path}/${id}/qr?wait=30&shown=${first.code_id}`)
  await app.owner.query("update sessions set qr = '2@new'")
  const next = (await waiting).json()
  assert.equal(next.qr, '2@new')
  assert.notEqual(next.code_id, first.code_id)
  const long = await me.get(`${path}/${id}/qr?shown=${'x'.repeat(65)}`)
  assert.equal(long.statusCode, 422)
  assert.equal(long.json().errors[0].path, 'shown')
})

test('a pairing code is asked of the worker, for a number however it is written', async (t) => {
  const given: string[] = []
  const { workers } = recordingWorkers({
    calls: {
      request_pairing_code: async ({ phone_number }) => {
        given.push(phone_number)
        return { code: 'ABCD-1234', expires_at: '2030-01-01T00:00:00.000Z' }
      }
    }
  })
  const app = await harness(t, { deps: () => ({ workers }) })
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const ask = async (id: string, phone_number = '+20 (100) 123-4567') =>
    me.post(`${path}/${id}/pairing-code`, { phone_number })
  const instance_id = await seedInstance(app, tenant)
  const id = await seedSession(app, tenant, { status: 'qr', instance_id })
  assert.deepEqual((await ask(id)).json(), {
    code: 'ABCD1234',
    formatted_code: 'ABCD-1234',
    phone_number: '201001234567',
    expires_at: '2030-01-01T00:00:00.000Z'
  })
  assert.deepEqual(given, ['201001234567'])
  const wrong = await ask(id, 'my phone')
  assert.equal(wrong.statusCode, 422)
  assert.equal(wrong.json().errors[0].path, 'phone_number')
  assert.equal((await ask(await seedSession(app, tenant))).json().code, 'session_not_started')
  assert.equal((await ask(await seedConnected(app, tenant))).json().code, 'session_connected')
})
