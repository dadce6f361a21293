import assert from 'node:assert/strict'
import { createCipheriv, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { seal, unseal } from '../../src/lib/crypto.ts'
import { openDb } from '../../src/lib/db.ts'
import { createKeyRing, joinRings, sealWith, unsealWith } from '../../src/lib/key-ring.ts'
import { sealed_columns } from '../../src/store/sealed-values.ts'
import { readAccessToken, signAccessToken } from '../../src/usecases/auth/access-token.ts'
import { signingKey } from '../../src/usecases/auth/signing-keys.ts'
import { harness } from '../../testkit/app.ts'
import { testDatabase } from '../../testkit/database.ts'

const [old_key, new_key, strange] = [randomBytes(32), randomBytes(32), randomBytes(32)]
const plain = Buffer.from('a secret')

test('what is sealed opens with its key and context, and not when a bit differs or the tag is cut short', () => {
  const sealed = seal(old_key, plain, 'here')
  assert.deepEqual(unseal(old_key, sealed, 'here'), plain)
  assert.throws(() => unseal(old_key, sealed, 'there'))
  assert.throws(() => unseal(strange, sealed, 'here'))
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    assert.throws(() => unseal(old_key, changed, 'here'), `byte ${at}`)
  }
  for (let length = 0; length < sealed.length; length++) {
    assert.throws(() => unseal(old_key, sealed.subarray(0, length), 'here'), `${length} bytes`)
  }
  // A tag of four bytes is one of GCM's lengths, and right for an empty text.
  const cipher = createCipheriv('aes-256-gcm', old_key, Buffer.alloc(12, 1), { authTagLength: 4 })
  cipher.setAAD(Buffer.from('here'))
  cipher.final()
  const short = Buffer.concat([Buffer.alloc(12, 1), cipher.getAuthTag()])
  assert.throws(() => unseal(old_key, short, 'here'))
})

test('a ring seals with its first key and opens what any of its keys has sealed, also before keys had names', () => {
  const before = createKeyRing([old_key])
  const after = createKeyRing([new_key, old_key])
  const unnamed = seal(old_key, plain, 'here')
  const named = sealWith(before, plain, 'here')
  for (const sealed of [unnamed, named, sealWith(after, plain, 'here')]) {
    assert.deepEqual(unsealWith(after, sealed, 'here'), plain)
    assert.throws(() => unsealWith(after, sealed, 'there'))
    assert.throws(() => unsealWith(createKeyRing([strange]), sealed, 'here'))
  }
  assert.throws(() => unsealWith(before, sealWith(after, plain, 'here'), 'here'))
  assert.throws(() => unsealWith(createKeyRing([new_key]), named, 'here'), 'a retired key')
})

test('who holds a ring, or one derived from it, uses other keys as soon as they are replaced', () => {
  const ring = createKeyRing([old_key])
  const derived = ring.derive('a purpose')
  const twice = derived.derive('another')
  const joined = joinRings(createKeyRing([strange]), derived)
  const sealed = [ring, derived, twice].map((one) => sealWith(one, plain, 'here'))
  ring.replace([new_key, old_key])
  for (const [index, one] of [ring, derived, twice].entries()) {
    assert.deepEqual(unsealWith(one, sealed[index] ?? plain, 'here'), plain)
    assert.notDeepEqual(sealWith(one, plain, 'here').subarray(0, 5), sealed[index]?.subarray(0, 5))
  }
  assert.deepEqual(unsealWith(joined, sealed[1] ?? plain, 'here'), plain)
  ring.replace([new_key])
  for (const [index, one] of [ring, derived, twice].entries()) {
    assert.throws(() => unsealWith(one, sealed[index] ?? plain, 'here'))
  }
})

test('an access token is valid until it ends when the key is changed, and no longer than its key is kept', async (t) => {
  const app = await harness(t)
  const person = { email: 'ada@example.com', password: 'correct horse battery', name: 'Ada' }
  const registered = await app.anonymous.post('/api/v1/auth/register', person)
  const { access_token } = registered.json() as { access_token: string }
  const me = (token: string) =>
    app.server.inject({
      method: 'GET',
      url: '/api/v1/auth/me',
      headers: { authorization: `Bearer ${token}` }
    })
  assert.equal((await me(access_token)).statusCode, 200)
  const first = app.deps.jwt_secret.current().bytes
  app.deps.jwt_secret.replace([new_key, first])
  assert.equal((await me(access_token)).statusCode, 200)
  const again = await app.anonymous.post('/api/v1/auth/login', {
    email: person.email,
    password: person.password
  })
  assert.equal((await me(again.json().access_token)).statusCode, 200)
  const [header = ''] = again.json().access_token.split('.')
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string }
  assert.equal(kid, signingKey(app.deps.jwt_secret).id)

  app.deps.jwt_secret.replace([new_key])
  assert.equal((await me(access_token)).statusCode, 401, 'also though it was found good before')
  assert.equal((await me(again.json().access_token)).statusCode, 200)
  const forged = await signAccessToken(
    { ...app.deps, jwt_secret: createKeyRing([strange]) },
    { user_id: 'usr_1', family_id: 'fam_1' }
  )
  await assert.rejects(readAccessToken(app.deps, forged.access_token), { code: 'unauthenticated' })
})

test('a call that is repeated after the key was changed gets the answer it got before', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const create = () =>
    app.server.inject({
      method: 'POST',
      url: '/api/v1/api-keys',
      headers: { authorization: `Bearer ${tenant.access_token}`, 'idempotency-key': 'once' },
      payload: { name: 'one', scopes: ['messages:read'] }
    })
  const answer = await create()
  assert.equal(answer.statusCode, 201, answer.body)
  app.deps.jwt_secret.replace([new_key, app.deps.jwt_secret.current().bytes])
  assert.deepEqual((await create()).json(), answer.json())
})

test('every column that holds something sealed with a key of the installation is sealed anew when the keys are changed', async (t) => {
  const urls = await testDatabase(t)
  const db = openDb({ url: urls.owner, connections_max: 1, application_name: 'test' })
  t.after(() => db.close())
  const columns = await db.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and data_type = 'bytea' order by 1`
  )
  const not_with_those_keys = [
    // hashes
    'api_keys.key_hash',
    'api_keys.old_key_hash',
    'idempotency_keys.fingerprint',
    'incoming_webhooks.secret_hash',
    'instances.token_hash',
    'link_tokens.token_hash',
    'refresh_tokens.token_hash',
    'registration_invitations.token_hash',
    // what is shown of a file, and on linking pages
    'brandings.logo',
    'payment_notices.raw',
    'passkeys.credential_id',
    'passkeys.public_key',
    'media.thumbnail',
    'media.waveform',
    'media_renditions.thumbnail',
    'media_renditions.waveform',
    // sealed with the key of their session, which is sealed anew itself
    'media.origin',
    'media_uploads.sealed',
    'messages.secret',
    'raw_messages.sealed',
    'session_credentials.sealed',
    'session_proxies.sealed',
    'signal_keys.sealed'
  ]
  const handled = Object.values(sealed_columns).map(({ table, column }) => `${table}.${column}`)
  assert.deepEqual(
    columns.map((column) => column.name),
    [...not_with_those_keys, ...handled].sort()
  )
})
