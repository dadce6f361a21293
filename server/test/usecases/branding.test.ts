import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { contrast, normalOrigin, textColorOn } from '../../src/domain/branding.ts'
import { sha256 } from '../../src/lib/crypto.ts'
import { harness } from '../../testkit/app.ts'
import { all_routes } from '../../testkit/calls.ts'
import { seedSession } from '../../testkit/seed-session.ts'

const url = '/api/v1/account/branding'
const plain = { name: 'Shop', color: '#0B7A5B', embed_origins: [] as string[] }

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: '#e0218a' } })

test('whatever colour is chosen, texts on it can be read by everybody', () => {
  let least = 21
  for (let red = 0; red < 256; red += 15)
    for (let green = 0; green < 256; green += 15)
      for (let blue = 0; blue < 256; blue += 15) {
        const color = `#${[red, green, blue].map((one) => one.toString(16).padStart(2, '0')).join('')}`
        least = Math.min(least, contrast(color, textColorOn(color)))
      }
  assert.ok(least >= 4.5, String(least))
  assert.equal(Math.round(contrast('#000000', '#ffffff')), 21)
})

test('an origin is taken as browsers write it, and nothing that could change a policy is one', () => {
  const cases: [string, string | null][] = [
    ['https://www.Example.com', 'https://www.example.com'],
    ['https://www.example.com/', 'https://www.example.com'],
    ['https://shop.example.com:8443', 'https://shop.example.com:8443'],
    ['https://مثال.example', 'https://xn--mgbh0fb.example'],
    ['http://localhost:5173', 'http://localhost:5173'],
    ['http://www.example.com', null],
    ['https://www.example.com/page', null],
    ['https://user@www.example.com', null],
    ['https://*.example.com', null],
    ['https://a;script-src.example', null],
    ["https://a' 'unsafe-inline'.example", null],
    ['*', null],
    ['javascript:alert(1)', null],
    ['', null]
  ]
  for (const [given, origin] of cases) assert.equal(normalOrigin(given), origin, given)
})

test('a branding is set as a whole and read back; nobody else sees or changes it', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const before = (await me.get(url)).json()
  assert.deepEqual([before.name, before.logo, before.updated_at], [null, null, null])
  const logo = (await picture(900, 300).webp().toBuffer()).toString('base64')
  const body = { ...plain, logo, embed_origins: ['https://a.example/', 'https://a.example'] }
  const set = await me.put(url, body)
  assert.equal(set.statusCode, 200, set.body)
  const { color, text_color, embed_origins } = set.json()
  assert.deepEqual(
    [color, text_color, embed_origins],
    ['#0b7a5b', '#ffffff', ['https://a.example']]
  )
  const kept = await me.put(url, { ...plain, name: null, color: '#ffee00' })
  assert.equal(kept.json().logo, set.json().logo)
  assert.deepEqual([kept.json().name, kept.json().text_color], [null, '#000000'])
  assert.deepEqual((await me.get(url)).json(), kept.json())
  assert.equal((await me.put(url, { ...plain, logo: null })).json().logo, null)
  assert.equal((await app.as(await app.seed.tenant()).get(url)).json().updated_at, null)
  const [entry] = (await me.get('/api/v1/audit-log')).json().data
  assert.deepEqual([entry.action, entry.details.logo], ['branding.changed', false])
})

test('a logo is drawn anew from its dots alone, and what is no picture is refused', async (t) => {
  const app = await harness(t)
  const me = app.as(await app.seed.tenant())
  const put = (content: Buffer | string) =>
    me.put(url, { ...plain, logo: Buffer.from(content).toString('base64') })
  const secret = '<script>alert(1)</script>'
  const jpeg = await picture(2000, 1000)
    .jpeg()
    .withExif({ IFD0: { ImageDescription: secret } })
    .toBuffer()
  const drawn = (await put(Buffer.concat([jpeg, Buffer.from(secret)]))).json().logo
  const content = Buffer.from(drawn.replace('data:image/png;base64,', ''), 'base64')
  assert.equal(content.includes('script'), false)
  const { format, width, height } = await sharp(content).metadata()
  assert.deepEqual([format, width, height], ['png', 320, 160])
  const refused: [string, Buffer | string][] = [
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
    ['GIF', await picture(9, 9).gif().toBuffer()],
    ['cut off', (await picture(99, 99).png().toBuffer()).subarray(0, 60)],
    ['only a beginning', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['more dots than are read', await picture(5000, 5000).png().toBuffer()],
    ['text', 'hello']
  ]
  for (const [what, given] of refused) {
    const answer = await put(given)
    assert.equal(answer.statusCode, 422, what)
    assert.equal(answer.json().errors[0].path, 'logo', what)
  }
  assert.equal((await me.get(url)).json().logo, drawn)
})

test('what is wrong with a branding is told field by field', async (t) => {
  const app = await harness(t)
  const me = app.as(await app.seed.tenant())
  const cases: [string, object][] = [
    ['name', { name: '' }],
    ['name', { name: 'x'.repeat(61) }],
    ['name', { name: 'a\u202eb' }],
    ['color', { color: 'red' }],
    ['color', { color: '#0b7a5b;}' }],
    ['logo', { logo: 'data:image/png;base64,AAAA' }],
    ['embed_origins.1', { embed_origins: ['https://a.example', 'https://a.example/x'] }],
    ['embed_origins', { embed_origins: Array(21).fill('https://a.example') }]
  ]
  for (const [path, wrong] of cases) {
    const answer = await me.put(url, { ...plain, ...wrong })
    assert.equal(answer.statusCode, 422, path)
    assert.equal(answer.json().errors[0].path, path)
  }
  assert.equal((await app.anonymous.put(url, plain)).statusCode, 401)
  assert.equal((await app.anonymous.get(url)).statusCode, 401)
  const reader = await app.withKey(['messages:read'])
  assert.equal((await reader.get(url)).json().code, 'scope_missing')
  const looker = await app.withKey(['account:read'])
  assert.equal((await looker.put(url, plain)).json().code, 'scope_missing')
})

test('the page of a link has the branding of its customer as text, and lets the sites they named embed it', async (t) => {
  const app = await harness(t, { routes: all_routes })
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const hostile = '"><script>alert(1)</script>'
  const id = await seedSession(app, tenant)
  const made = (await me.post(`/api/v1/sessions/${id}/link-token`, {})).json()
  assert.equal(made.path, `/session/link/${made.token}`)

  const bare = await app.anonymous.get(made.path)
  assert.equal(bare.statusCode, 200)
  assert.match(String(bare.headers['content-security-policy']), /frame-ancestors 'none'$/)
  assert.equal(bare.headers['x-frame-options'], 'DENY')
  await me.put(url, { ...plain, name: hostile, embed_origins: ['https://a.example'] })
  const page = await app.anonymous.get(made.path)
  assert.equal(page.body.includes('<script>'), false)
  assert.ok(page.body.includes('&quot;&gt;&lt;script&gt;alert(1)'))
  const policy = String(page.headers['content-security-policy'])
  assert.match(policy, /^default-src 'none'; .*frame-ancestors https:\/\/a\.example$/)
  assert.equal(policy.includes('unsafe'), false)
  assert.equal(page.headers['x-frame-options'], undefined)
  assert.equal(page.headers['cache-control'], 'no-store')
  const color = await app.anonymous.get('/session/colors/ffee00.css')
  assert.equal(color.body, ':root{--brand:#ffee00;--on-brand:#000000}')
  assert.equal((await app.anonymous.get('/session/colors/x%7D.css')).statusCode, 404)

  const arabic = await app.anonymous.get(made.path, { 'accept-language': 'ar-EG, en;q=0.5' })
  assert.match(arabic.body, /<html lang="ar" dir="rtl"/)
  const chosen = await app.anonymous.get(`${made.path}?lang=en&fbclid=1`, {
    'accept-language': 'ar'
  })
  assert.match(chosen.body, /<html lang="en" dir="ltr"/)

  const hash = sha256(made.token)
  const set = (column: string) =>
    app.owner.query(
      `update link_tokens set ${column} = now() - interval '1 s' where token_hash = $1`,
      [hash]
    )
  await set('expires_at')
  const expired = await app.anonymous.get(made.path)
  assert.equal(expired.statusCode, 404)
  assert.match(expired.body, /data-state="expired".*&quot;&gt;&lt;script/s)
  await set('used_at')
  assert.match((await app.anonymous.get(made.path)).body, /data-state="used"/)
  const unknown = await app.anonymous.get('/session/link/nonsense')
  assert.equal(unknown.statusCode, 404)
  assert.match(unknown.body, /data-state="unknown"/)
})
