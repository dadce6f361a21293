import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import vm from 'node:vm'
import { packPasskeyHelper } from '../../src/http/passkey-helper.ts'
import { session_auth_routes } from '../../src/http/services/session-auth.ts'
import { harness } from '../../testkit/app.ts'
import { unzip } from '../../testkit/unzip.ts'

const sources = globSync('extension/*.js')
const manifest = JSON.parse(readFileSync('extension/manifest.json', 'utf8'))

test('the extension has no permission, and no other page than web.whatsapp.com', () => {
  const { content_scripts } = manifest
  assert.deepEqual(Object.keys(manifest).sort(), [
    'browser_specific_settings',
    'content_scripts',
    'description',
    'icons',
    'manifest_version',
    'minimum_chrome_version',
    'name',
    'version'
  ])
  for (const { matches, all_frames } of content_scripts) {
    assert.deepEqual(matches, ['https://web.whatsapp.com/*'])
    assert.equal(all_frames, undefined)
  }
})

test('the extension calls nobody, keeps nothing, and runs no text as a program', () => {
  const forbidden =
    /\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeerConnection|importScripts|eval|Function|localStorage|sessionStorage|indexedDB|cookie|chrome|browser|innerHTML|outerHTML|insertAdjacentHTML|postMessage|opener)\b|\bimport\s*\(/
  assert.ok(sources.length >= 4)
  for (const file of sources) {
    const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|'[^'\n]*'/gm, '')
    assert.equal(forbidden.exec(code)?.[0], undefined, file)
  }
})

test('the extension is packed to the same bytes each time, whole, and can be downloaded without a credential', async (t) => {
  const { version, zip } = await packPasskeyHelper()
  assert.ok(zip.equals((await packPasskeyHelper()).zip))
  assert.equal(version, manifest.version)
  const files = unzip(zip)
  const named = [
    ...Object.values(manifest.icons as Record<string, string>),
    ...manifest.content_scripts.flatMap((one: { js: string[]; css?: string[] }) => [
      ...one.js,
      ...(one.css ?? [])
    ]),
    'manifest.json'
  ]
  for (const name of named) {
    assert.ok(files.get(name)?.equals(readFileSync(`extension/${name}`)), name)
  }
  assert.deepEqual([...files.keys()].sort(), [...named, 'LICENSE'].sort())

  const app = await harness(t, { routes: session_auth_routes })
  const answer = await app.anonymous.get('/session/passkey-helper.zip')
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.headers['content-type'], 'application/zip')
  assert.equal(
    answer.headers['content-disposition'],
    `attachment; filename="passkey-helper-${version}.zip"`
  )
  assert.ok(answer.rawPayload.equals(zip))
})

type Request = {
  address?: URL
  nonce?: string
  refused?: string
  options?: Record<string, unknown>
}
type Reader = {
  read(hash: string): Request | null
  answerAddress(request: Request, answer: object): string
  isExposed(address: URL): boolean
}

const reader = (): Reader => {
  const context = vm.createContext({ URL, TextDecoder, TextEncoder, atob, btoa })
  vm.runInContext(readFileSync('extension/request.js', 'utf8'), context)
  return context['passkeyRequest'] as Reader
}

const challenge = Buffer.alloc(32, 1).toString('base64url')
const good = () => ({
  version: 1,
  nonce: 'a'.repeat(32),
  answer_to: 'https://gateway.example/session/ses_1',
  expires_at: Date.now() + 60_000,
  options: {
    challenge,
    timeout: 600_000,
    rpId: 'whatsapp.com',
    allowCredentials: [],
    userVerification: 'required',
    extensions: { uvm: true }
  } as Record<string, unknown>
})

const hashOf = (request: object): string =>
  `#gateway-passkey=${Buffer.from(JSON.stringify(request)).toString('base64url')}`

test('the extension passes on what WhatsApp asks for and nothing that would make a passkey yield a secret', () => {
  const { read } = reader()
  const asked = good()
  Object.assign(asked.options, {
    extensions: { uvm: true, prf: { eval: { first: challenge } }, largeBlob: { read: true } },
    mediation: 'silent',
    hints: ['hybrid'],
    allowCredentials: [{ type: 'public-key', id: challenge, transports: ['hybrid', 7], extra: 1 }]
  })
  const { options, refused } = read(hashOf(asked)) ?? {}
  assert.equal(refused, undefined)
  assert.deepEqual(JSON.parse(JSON.stringify(options)), {
    challenge,
    rpId: 'whatsapp.com',
    timeout: 600_000,
    allowCredentials: [{ type: 'public-key', id: challenge, transports: ['hybrid'] }],
    userVerification: 'required',
    extensions: { uvm: true }
  })
})

test('a request that is not one of a linking is refused with a sentence, and one is told from an ordinary address', () => {
  const { read } = reader()
  assert.equal(read(''), null)
  assert.equal(read('#/settings'), null)
  const cases: [RegExp, (request: ReturnType<typeof good>) => void][] = [
    [/something else than WhatsApp/, (one) => Object.assign(one.options, { rpId: 'bank.example' })],
    [/something else than WhatsApp/, (one) => Object.assign(one.options, { rpId: undefined })],
    [/challenge/, (one) => Object.assign(one.options, { challenge: 'x y' })],
    [/challenge/, (one) => Object.assign(one.options, { challenge: 'AAAA' })],
    [/list of passkeys/, (one) => Object.assign(one.options, { allowCredentials: 'all' })],
    [/passkey in a form/, (one) => Object.assign(one.options, { allowCredentials: [{ id: 1 }] })],
    [/what to sign/, (one) => Object.assign(one, { options: null })],
    [/too old/, (one) => Object.assign(one, { expires_at: Date.now() - 1 })],
    [/too old/, (one) => Object.assign(one, { expires_at: 'soon' })],
    [/another version/, (one) => Object.assign(one, { version: 2 })],
    [/number of its own/, (one) => Object.assign(one, { nonce: '<b>' })],
    [/cannot be read/, (one) => Object.assign(one, { answer_to: 'javascript:alert(1)' })],
    [/cannot be read/, (one) => Object.assign(one, { answer_to: 'data:text/html,x' })],
    [/cannot be read/, (one) => Object.assign(one, { answer_to: '/session/ses_1' })]
  ]
  for (const [expected, change] of cases) {
    const request = good()
    change(request)
    const { refused, options } = read(hashOf(request)) ?? {}
    assert.match(refused ?? '', expected)
    assert.equal(options, undefined)
  }
  for (const damaged of ['#gateway-passkey=%%%', '#gateway-passkey=', hashOf([])])
    assert.match(read(damaged)?.refused ?? '', /cannot be read/)
  assert.match(read(`#gateway-passkey=${'A'.repeat(20_000)}`)?.refused ?? '', /too long/)
})

test('the answer goes to the origin that the card names, whatever else the address says', () => {
  const { read, answerAddress, isExposed } = reader()
  const asked = { ...good(), answer_to: 'https://whatsapp.com@evil.example:8443/a?b=1#c' }
  const request = read(hashOf(asked)) ?? {}
  assert.equal(request.address?.origin, 'https://evil.example:8443')
  const back = new URL(answerAddress(request, { failed: 'cancelled' }))
  assert.equal(back.origin, 'https://evil.example:8443')
  assert.equal(back.href.split('#')[0], 'https://evil.example:8443/a?b=1')
  const text = Buffer.from(back.hash.replace('#passkey-answer=', ''), 'base64url').toString()
  assert.deepEqual(JSON.parse(text), { version: 1, nonce: asked.nonce, failed: 'cancelled' })

  const exposed = (address: string): boolean => isExposed(new URL(address))
  assert.equal(exposed('http://192.168.1.5:3001/session/x'), true)
  for (const safe of ['https://gateway.example/', 'http://127.0.0.1:3001/', 'http://[::1]:3001/'])
    assert.equal(exposed(safe), false, safe)
})
