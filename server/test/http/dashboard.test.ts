import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { DashboardState } from '../../src/http/dashboard/dashboard.ts'
import { loginCookie, readLoginCookie } from '../../src/http/dashboard/login-cookie.ts'
import { isFromElsewhere } from '../../src/http/dashboard/same-origin.ts'
import { type Answer, harness } from '../../testkit/app.ts'
import { createAuthenticator } from '../../testkit/authenticator.ts'

const passkeys = '/api/v1/auth/passkeys'
const html =
  '<meta name="session-auth-port" content="__SESSION_AUTH_PORT__"><script nonce="__CSP_NONCE__"></script>'

test('a cookie of a login is read among others, and nothing else is taken for it', () => {
  const cases: [string | undefined, string | null][] = [
    [undefined, null],
    ['', null],
    ['other=1', null],
    ['gateway_login=', null],
    ['gateway_login=rt_abc-1', 'rt_abc-1'],
    ['a=b; gateway_login=rt_abc; c=d', 'rt_abc'],
    ['xgateway_login=rt_abc', null],
    ['gateway_login=a b', null],
    [`gateway_login=${'x'.repeat(201)}`, null]
  ]
  for (const [cookie, token] of cases) assert.equal(readLoginCookie({ cookie }), token, cookie)
  assert.match(loginCookie('t', { secure: true, max_age_s: 9 }), /Max-Age=9;.*; Secure$/)
  assert.match(loginCookie('', { secure: false, max_age_s: 9 }), /=; .*Max-Age=0;/)
})

test('what a browser sends from another origin is told from what it sends from here', () => {
  const host = 'wa.example.com'
  const cases: [Record<string, string>, boolean][] = [
    [{ host }, false],
    [{ host, 'sec-fetch-site': 'same-origin', origin: 'https://wa.example.com' }, false],
    [{ host, 'sec-fetch-site': 'same-site' }, true],
    [{ host, 'sec-fetch-site': 'cross-site' }, true],
    [{ host, 'sec-fetch-site': 'none' }, true],
    [{ host, origin: 'https://wa.example.com' }, false],
    [{ host, origin: 'https://evil.example' }, true],
    [{ host, origin: 'null' }, true]
  ]
  for (const [headers, elsewhere] of cases)
    assert.equal(isFromElsewhere(headers), elsewhere, JSON.stringify(headers))
})

test('the pages have a strict policy, their login lives in a cookie that no script and no other site can use', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'dashboard-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), html)
  await writeFile(join(folder, 'assets/a-1.js'), 'export {}')
  await writeFile(join(folder, 'assets/a-1.js.gz'), gzipSync('export {}'))
  let state: DashboardState = 'ready'
  const dashboard = { folder, state: () => state, session_auth_port: 3001, sandbox_url: null }
  const { server, seed } = await harness(t, { dashboard })
  const get = (url: string, headers = {}) => server.inject({ method: 'GET', url, headers })

  await t.test('every page of the dashboard is the same one, with a nonce of its own', async () => {
    const pages = await Promise.all(
      [
        '/',
        '/login',
        '/verify-email',
        '/invitation',
        '/forgot-password',
        '/reset-password',
        '/numbers',
        '/billing/chk_1',
        '/developers/webhooks/x?status=failed'
      ].map((url) => get(url))
    )
    const nonces = pages.map((page) => {
      const policy = String(page.headers['content-security-policy'])
      assert.equal(page.statusCode, 200)
      assert.ok(!policy.includes('unsafe'), policy)
      assert.match(policy, /frame-ancestors 'none'/)
      assert.equal(page.headers['x-frame-options'], 'DENY')
      assert.equal(page.headers['cache-control'], 'no-store')
      assert.match(page.body, /content="3001"/)
      const nonce = /nonce="([^"]+)"/.exec(page.body)?.[1] ?? ''
      assert.ok(policy.includes(`script-src 'self' 'nonce-${nonce}'`))
      return nonce
    })
    assert.equal(new Set(nonces).size, pages.length)
  })

  await t.test(
    'its parts are kept for ever and come compressed; what was there before still is',
    async () => {
      const part = await get('/assets/a-1.js', { 'accept-encoding': 'gzip' })
      assert.equal(part.statusCode, 200)
      assert.equal(part.headers['content-encoding'], 'gzip')
      assert.match(String(part.headers['cache-control']), /max-age=31536000, immutable/)
      for (const url of ['/assets/../index.html', '/assets/%2e%2e/index.html', '/assets/none.js'])
        assert.equal((await get(url)).statusCode, 404, url)
      assert.equal((await get('/openapi.json')).statusCode, 200)
      assert.ok((await get('/api-docs/')).statusCode < 400)
      const nothing = await get('/api/v1/nothing', { accept: 'text/html' })
      assert.equal(nothing.statusCode, 404)
      assert.equal(nothing.json().code, 'not_found')
    }
  )

  await t.test(
    'a login goes on by its cookie until it is ended, and its token is in no answer',
    async () => {
      const post = (name: string, headers: Record<string, string> = {}, payload?: object) =>
        server.inject({
          method: 'POST',
          url: `/dashboard/login/${name}`,
          headers,
          ...(payload && { payload })
        })
      const account = { email: 'page@example.com', password: 'correct horse battery', name: 'Page' }
      const registered = await post('register', {}, account)
      assert.equal(registered.statusCode, 201, registered.body)
      const { name: _name, ...credentials } = account
      const begun = await post('begin', {}, credentials)
      assert.equal(begun.statusCode, 200)
      const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
        String(answer.headers['set-cookie'])
      for (const answer of [registered, begun]) {
        assert.ok(!answer.body.includes('refresh_token'))
        for (const word of ['HttpOnly', 'SameSite=Strict', 'Path=/dashboard/login'])
          assert.ok(cookieOf(answer).includes(word), word)
      }
      const cookie = cookieOf(begun).split(';')[0] ?? ''
      const secure = await post('begin', { 'x-forwarded-proto': 'https' }, credentials)
      assert.match(cookieOf(secure), /; Secure$/)

      for (const name of ['register', 'begin', 'refresh', 'end']) {
        const headers = { cookie, 'sec-fetch-site': 'cross-site' }
        const refused = await post(
          name,
          headers,
          name === 'begin' ? credentials : name === 'register' ? account : undefined
        )
        assert.equal(refused.statusCode, 400, name)
        assert.equal(refused.headers['set-cookie'], undefined)
      }

      const renewed = await post('refresh', { cookie })
      assert.equal(renewed.statusCode, 200)
      const { access_token } = renewed.json()
      const me = await get('/api/v1/auth/me', { authorization: `Bearer ${access_token}` })
      assert.equal(me.json().email, account.email)
      assert.equal((await get('/api/v1/auth/me', { cookie })).statusCode, 401)

      const next = cookieOf(renewed).split(';')[0] ?? ''
      const ended = await post('end', { cookie: next })
      assert.equal(ended.statusCode, 204)
      assert.match(cookieOf(ended), /Max-Age=0/)
      const late = await post('refresh', { cookie: next })
      assert.equal(late.statusCode, 204)
      assert.match(cookieOf(late), /Max-Age=0/)
      assert.equal((await post('refresh')).statusCode, 204)
      assert.equal((await post('begin', {}, { ...credentials, password: 'wrong' })).statusCode, 401)
    }
  )

  await t.test('a passkey begins a login of its own, of the same kind', async () => {
    const post = async (
      url: string,
      payload: object,
      headers: Record<string, string> = {}
    ): Promise<Answer> => server.inject({ method: 'POST', url, headers, payload })
    const { email, password } = await seed.tenant()
    const begun = await post('/dashboard/login/begin', { email, password })
    const authorization = `Bearer ${begun.json().access_token}`
    const made = { current_password: password }
    const options = await post(`${passkeys}/options`, made, { authorization })
    const browser = createAuthenticator('http://localhost:3000')
    const kept = { name: 'Laptop', credential: browser.create(options.json()) }
    assert.equal((await post(passkeys, kept, { authorization })).statusCode, 201)
    const asked = (await post(`${passkeys}/challenge`, {})).json()
    const credential = browser.get(asked)
    const url = '/dashboard/login/passkey'
    const refused = await post(url, { credential }, { 'sec-fetch-site': 'cross-site' })
    assert.equal(refused.statusCode, 400)
    assert.equal(refused.headers['set-cookie'], undefined)
    const entered = await post(url, { credential })
    assert.equal(entered.statusCode, 200, entered.body)
    assert.deepEqual([entered.json().user.email, entered.json().refresh_token], [email, undefined])
    const [cookie, before] = [entered, begun].map((one) => String(one.headers['set-cookie']))
    for (const word of ['HttpOnly', 'SameSite=Strict', 'Path=/dashboard/login'])
      assert.ok(cookie?.includes(word), word)
    assert.notEqual(cookie, before)
    const again = await post(url, { credential })
    assert.equal(again.statusCode, 401)
    assert.equal(again.headers['set-cookie'], undefined)
  })

  await t.test('until it is built a page says so, and the API works', async () => {
    for (const [now, sentence] of [
      ['building', /being built/],
      ['missing', /not built/]
    ] as const) {
      state = now
      const page = await get('/')
      assert.equal(page.statusCode, 503)
      assert.match(page.body, sentence)
      assert.equal((await get('/health/live')).statusCode, 200)
    }
  })
})
