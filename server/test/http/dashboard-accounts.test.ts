import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { harness } from '../../testkit/app.ts'
import { invite } from '../usecases/invitation-calls.ts'

test('whoever joins a team or goes to another account on a page has one login there, in the cookie, and the one before ends', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'dashboard-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'index.html'), '<html></html>')
  const dashboard = {
    folder,
    state: () => 'ready' as const,
    session_auth_port: null,
    sandbox_url: null
  }
  const app = await harness(t, { dashboard })
  const [home, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const post = (name: string, headers: Record<string, string>, payload?: object) =>
    app.server.inject({
      method: 'POST',
      url: `/dashboard/login/${name}`,
      headers,
      ...(payload && { payload })
    })
  const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
    String(answer.headers['set-cookie']).split(';')[0] ?? ''
  const { email, password } = home
  const begun = await post('begin', {}, { email, password })
  const before = cookieOf(begun)
  const { token } = await invite(app.as(other), email)
  const joined = await post('accept', { cookie: before }, { token, password })
  assert.equal(joined.statusCode, 201, joined.body)
  assert.ok(!joined.body.includes('refresh_token'))
  assert.equal(joined.json().user.tenant_id, other.tenant_id)
  assert.equal((await post('refresh', { cookie: before })).statusCode, 204, 'it has ended')
  const there = cookieOf(joined)
  const authorization = `Bearer ${joined.json().access_token}`
  const to_home = { tenant_id: home.tenant_id }
  const foreign = { cookie: there, authorization, 'sec-fetch-site': 'cross-site' }
  assert.equal((await post('switch', foreign, to_home)).statusCode, 400)
  assert.equal((await post('switch', { cookie: there }, to_home)).statusCode, 401)
  const switched = await post('switch', { cookie: there, authorization }, to_home)
  assert.equal(switched.statusCode, 201, switched.body)
  assert.ok(!switched.body.includes('refresh_token'))
  assert.equal((await post('refresh', { cookie: there })).statusCode, 204)
  const renewed = await post('refresh', { cookie: cookieOf(switched) })
  assert.equal(renewed.json().user.tenant_id, home.tenant_id)
})
