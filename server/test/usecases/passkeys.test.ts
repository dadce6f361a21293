import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { links_purpose } from '../../src/domain/mail.ts'
import { signId } from '../../src/lib/signed-id.ts'
import { isWithoutCertificates } from '../../src/usecases/auth/passkeys/attestation.ts'
import { seedRecoveryCode } from '../../testkit/account-calls.ts'
import { harness } from '../../testkit/app.ts'
import { createAuthenticator, type Twist } from '../../testkit/authenticator.ts'
import { seedMember } from '../../testkit/seed-member.ts'
import { until } from '../../testkit/until.ts'
import { code } from './auth-calls.ts'
import {
  begin,
  challenge,
  logIn,
  open,
  optionsFor,
  page,
  passkeys,
  register,
  registered
} from './passkey-calls.ts'

const evil = 'https://wa.example.com.evil.test'
const nobodys = Buffer.alloc(54, 1).toString('base64url')

test('a passkey is registered with the password, logs in without a name, is listed, renamed and deleted', async (t) => {
  const { app, tenant, authenticator } = await open(t)
  const me = app.as(tenant)
  assert.equal(code(await begin(app, tenant, { current_password: 'wrong' })), 'password_wrong')
  const { rp, user, attestation, excludeCredentials } = await optionsFor(app, tenant)
  assert.deepEqual(
    [rp.id, user.name, attestation, excludeCredentials],
    ['wa.example.com', tenant.email, 'none', []]
  )
  const id = await registered(app, tenant, authenticator)
  assert.deepEqual(
    await app.owner.query("select recipient, data from mails where kind = 'passkey_registered'"),
    [{ recipient: tenant.email, data: { language: 'en' } }]
  )
  const asked = await challenge(app)
  assert.deepEqual([asked.rpId, asked.allowCredentials], ['wa.example.com', []])
  const answer = await logIn(app, authenticator.get(asked))
  assert.equal(answer.statusCode, 200, answer.body)
  assert.equal(answer.json().user.id, tenant.user_id)
  const [shown] = (await app.bearing(answer.json().access_token).get(passkeys)).json().data
  assert.deepEqual([shown.id, shown.name, shown.transports], [id, 'Laptop', ['internal']])
  assert.ok(shown.last_used_at)
  const [entry] = await app.owner.query<{ details: { passkey_id: string } }>(
    "select details from audit_log where action = 'user.logged_in'"
  )
  assert.equal(entry?.details.passkey_id, id)
  const [known] = (await optionsFor(app, tenant)).excludeCredentials
  assert.equal(known.id, authenticator.passkeys[0]?.id)
  assert.equal((await me.patch(`${passkeys}/${id}`, { name: 'Phone' })).json().name, 'Phone')
  assert.equal((await me.patch(`${passkeys}/${id}`, { name: '' })).statusCode, 422)
  assert.equal((await me.delete(`${passkeys}/${id}`)).statusCode, 204)
  assert.equal((await me.delete(`${passkeys}/${id}`)).statusCode, 404)
  assert.equal(code(await logIn(app, authenticator.get(await challenge(app)))), 'passkey_refused')
})

test('what was not made for this person, on our page, a moment ago, is not registered', async (t) => {
  const { app, tenant, time, authenticator } = await open(t)
  const other = await app.seed.tenant()
  const options = await optionsFor(app, tenant)
  const twisted = (twist: Twist) => authenticator.create(options, twist)
  const bad = {
    'on another page': twisted({ origin: evil }),
    'on our page without TLS': twisted({ origin: 'http://wa.example.com' }),
    'for another site': twisted({ site: 'evil.test' }),
    'in a frame of another page': twisted({ crossOrigin: true }),
    'by nobody who was seen': twisted({ seen: false }),
    'of another kind': twisted({ type: 'webauthn.get' }),
    'with certificates of its maker': twisted({ format: 'apple' }),
    'for a challenge of others': authenticator.create(await optionsFor(app, other)),
    'for a challenge to log in': twisted({ challenge: (await challenge(app)).challenge }),
    'for a challenge of nobody': twisted({ challenge: nobodys })
  }
  for (const [what, credential] of Object.entries(bad)) {
    const answer = await register(app, tenant, credential)
    assert.deepEqual([answer.statusCode, code(answer)], [422, 'validation_failed'], what)
  }
  const good = twisted({})
  time.ms += 5 * 60_000
  assert.equal((await register(app, tenant, good)).statusCode, 422, 'too late')
  time.ms -= 60_000
  assert.equal((await register(app, tenant, good)).statusCode, 201)
  assert.equal(code(await register(app, tenant, good)), 'passkey_known')
  const stolen = authenticator.create(await optionsFor(app, other), { id: good.id })
  assert.equal(code(await register(app, other, stolen)), 'passkey_known')
  assert.equal(await app.count('passkeys'), 1)
  assert.equal(await app.count("mails where kind = 'passkey_registered'"), 1)
})

test('a passkey logs in its own user alone, on our page, with a challenge of ours, once', async (t) => {
  const { app, tenant, time, authenticator } = await open(t)
  const other = await app.seed.tenant()
  const foreign = createAuthenticator(page)
  await registered(app, tenant, authenticator)
  await registered(app, other, foreign)
  const theirs = foreign.passkeys[0]
  assert.ok(theirs)
  const signed = async (twist?: Twist) => authenticator.get(await challenge(app), twist)
  const unknown = createAuthenticator(page)
  unknown.create(await optionsFor(app, tenant))
  const bad = {
    'on another page': await signed({ origin: evil }),
    'for another site': await signed({ site: 'evil.test' }),
    'in a frame of another page': await signed({ crossOrigin: true }),
    'of another kind': await signed({ type: 'webauthn.create' }),
    'by nobody who was seen': await signed({ seen: false }),
    'as somebody else': await signed({ user: theirs.user }),
    'under the id of another passkey': await signed({ id: theirs.id, user: theirs.user }),
    'of an authenticator that is not known': unknown.get(await challenge(app)),
    'for a challenge to go with a password': authenticator.get(
      await challenge(app, 'second_factor')
    ),
    'for a challenge to register': await signed({
      challenge: (await optionsFor(app, tenant)).challenge
    }),
    'for a challenge of nobody': await signed({ challenge: nobodys })
  }
  for (const [what, credential] of Object.entries(bad)) {
    const answer = await logIn(app, credential)
    assert.deepEqual([answer.statusCode, code(answer)], [401, 'passkey_refused'], what)
  }
  await until(
    'what failed with a passkey that is known is in the audit log',
    async () => (await app.count("audit_log where action = 'user.login_failed'")) === 10
  )
  const late = await signed()
  time.ms += 5 * 60_000
  assert.equal(code(await logIn(app, late)), 'passkey_refused', 'too late')
  const good = await signed()
  const both = await Promise.all([logIn(app, good), logIn(app, good)])
  assert.deepEqual(both.map((one) => one.statusCode).sort(), [200, 401], 'a replay is refused')
  assert.equal(code(await logIn(app, good)), 'passkey_refused')
  assert.equal(code(await logIn(app, await signed({ counter: 1 }))), 'passkey_refused', 'a copy')
  assert.equal((await logIn(app, await signed({ user: null }))).statusCode, 200)
  for (let failure = 0; failure < 10; failure++)
    assert.equal(code(await logIn(app, good, '203.0.113.9')), 'passkey_refused')
  assert.equal(code(await logIn(app, await signed(), '203.0.113.9')), 'rate_limited')
  assert.equal((await logIn(app, await signed())).statusCode, 200, 'others go on')
  await app.owner.query("update users set status = 'suspended'")
  assert.equal(code(await logIn(app, await signed())), 'account_suspended')
})

test('a passkey that does not count what it signs is refused a replay all the same', async (t) => {
  const { app, tenant } = await open(t)
  const synced = createAuthenticator(page, { counts: false })
  await registered(app, tenant, synced)
  const first = synced.get(await challenge(app))
  assert.equal((await logIn(app, first)).statusCode, 200)
  assert.equal(code(await logIn(app, first)), 'passkey_refused')
  assert.equal((await logIn(app, synced.get(await challenge(app)))).statusCode, 200)
})

test('where there is a second factor a passkey stands in for the code, of the same person alone, and once', async (t) => {
  const { app, tenant, authenticator } = await open(t)
  const other = await app.seed.tenant()
  const foreign = createAuthenticator(page)
  await registered(app, tenant, authenticator)
  await registered(app, other, foreign)
  const recovery_code = await seedRecoveryCode(app, tenant)
  const { email, password } = tenant
  const login = (more: object = {}) =>
    app.anonymous.post('/api/v1/auth/login', { email, password, ...more })
  assert.equal(code(await login()), 'second_factor_required')
  const ask = () => challenge(app, 'second_factor')
  const passkey = authenticator.get(await ask(), { seen: false })
  const answer = await login({ passkey })
  assert.equal(answer.statusCode, 200, answer.body)
  const bad = {
    'a replay': passkey,
    'of somebody else': foreign.get(await ask()),
    'for a log-in without a password': authenticator.get(await challenge(app)),
    'on another page': authenticator.get(await ask(), { origin: evil })
  }
  for (const [what, passkey] of Object.entries(bad))
    assert.equal(code(await login({ passkey })), 'second_factor_wrong', what)
  const unknown = { passkey: authenticator.get(await ask()), password: 'wrong' }
  assert.equal(code(await login(unknown)), 'login_failed')
  assert.equal(code(await begin(app, tenant)), 'second_factor_required')
  assert.equal((await begin(app, tenant, { recovery_code })).statusCode, 200)
  const alone = authenticator.get(await challenge(app))
  assert.equal((await logIn(app, alone)).statusCode, 200, 'it stands for both factors')
})

test('passkeys are for people alone: no key, nobody without a credential, and none of another user', async (t) => {
  const { app, tenant, authenticator } = await open(t)
  const id = await registered(app, tenant, authenticator)
  const key = await app.withKey(['account:write'], tenant)
  const stranger = app.as(await app.seed.tenant())
  const colleague = app.as(await seedMember(app, tenant, 'admin'))
  const credential = authenticator.create(await optionsFor(app, tenant))
  const calls = [
    (caller: typeof key) => caller.post(`${passkeys}/options`, { current_password: 'x' }),
    (caller: typeof key) => caller.post(passkeys, { name: 'x', credential }),
    (caller: typeof key) => caller.patch(`${passkeys}/${id}`, { name: 'x' }),
    (caller: typeof key) => caller.delete(`${passkeys}/${id}`)
  ]
  for (const call of calls) {
    assert.equal((await call(app.anonymous)).statusCode, 401)
    assert.equal(code(await call(key)), 'login_required')
  }
  for (const call of calls.slice(2))
    for (const other of [stranger, colleague]) assert.equal((await call(other)).statusCode, 404)
  assert.equal(code(await key.get(passkeys)), 'scope_missing')
  assert.equal((await app.anonymous.get(passkeys)).statusCode, 401)
  for (const other of [stranger, colleague])
    assert.deepEqual((await other.get(passkeys)).json().data, [])
  assert.equal((await colleague.post(passkeys, { name: 'x', credential })).statusCode, 422)
  const missing = `${passkeys}/${newId('passkey')}`
  assert.equal((await app.as(tenant).delete(missing)).statusCode, 404)
  const odd = { name: 'x', credential: { ...credential, rawId: 'AAAA' } }
  assert.equal((await app.as(tenant).post(passkeys, odd)).statusCode, 422)
  assert.equal((await logIn(app, { id: 'AAAA' })).statusCode, 422)
})

test('passkeys need a domain name, and twenty are enough', async (t) => {
  const { app, tenant, authenticator } = await open(t)
  await registered(app, tenant, authenticator)
  await app.owner.query(
    `insert into passkeys select 'psk_' || lpad(to_hex(n), 32, '0'), tenant_id, user_id, int4send(n), public_key, 0, transports,
       backed_up, name, challenged_at from passkeys, generate_series(1, 18) n`
  )
  const two = [await optionsFor(app, tenant), await optionsFor(app, tenant)]
  const both = await Promise.all(
    two.map((options) => register(app, tenant, authenticator.create(options)))
  )
  assert.deepEqual(both.map((one) => one.statusCode).sort(), [201, 409], 'two at once')
  const begun = await begin(app, tenant)
  assert.deepEqual([begun.statusCode, code(begun)], [409, 'passkeys_full'])
  const bare = await harness(t, { config: { PUBLIC_URL: 'https://203.0.113.7' } })
  const asked = await bare.anonymous.post(`${passkeys}/challenge`, {})
  assert.deepEqual([asked.statusCode, code(asked)], [409, 'passkeys_unavailable'])
  const signed = authenticator.get(await challenge(app))
  assert.equal(code(await logIn(bare, signed)), 'passkeys_unavailable')
  const other = await bare.seed.tenant()
  await seedRecoveryCode(bare, other)
  const { email, password } = other
  const login = { email, password, passkey: signed }
  assert.equal(code(await bare.anonymous.post('/api/v1/auth/login', login)), 'passkeys_unavailable')
})

test('a new password by a mail takes the passkeys of the user away, and of nobody else', async (t) => {
  const { app, tenant, authenticator } = await open(t)
  const other = await app.seed.tenant()
  const foreign = createAuthenticator(page)
  await registered(app, tenant, authenticator)
  await registered(app, other, foreign)
  await app.anonymous.post('/api/v1/auth/forgot-password', { email: tenant.email })
  await app.deps.background.settle()
  const [link] = await app.owner.query<{ id: string }>(
    "select id from mail_links where purpose = 'reset_password'"
  )
  const token = signId(app.deps.webhook_key.derive(links_purpose), link?.id ?? '')
  const new_password = 'another horse battery'
  const reset = await app.anonymous.post('/api/v1/auth/reset-password', { token, new_password })
  assert.equal(reset.statusCode, 204, reset.body)
  assert.equal(code(await logIn(app, authenticator.get(await challenge(app)))), 'passkey_refused')
  assert.equal((await logIn(app, foreign.get(await challenge(app)))).statusCode, 200)
  const [entry] = await app.owner.query<{ details: object }>(
    "select details from audit_log where action = 'user.password_reset'"
  )
  assert.deepEqual(entry?.details, { passkeys_deleted: 1 })
})

test('a passkey that comes with certificates of whoever made its authenticator is not taken', () => {
  const attested = (format: string, statement: string): string => {
    const fields = [`63${hex('fmt')}${short(format)}`, `67${hex('attStmt')}${statement}`]
    return Buffer.from(`a3${fields.join('')}68${hex('authData')}40`, 'hex').toString('base64url')
  }
  const hex = (text: string): string => Buffer.from(text).toString('hex')
  const short = (text: string): string => (0x60 + text.length).toString(16) + hex(text)
  const certificates = `a163${hex('x5c')}8140`
  assert.equal(isWithoutCertificates(attested('none', 'a0')), true)
  assert.equal(isWithoutCertificates(attested('packed', 'a0')), true)
  assert.equal(isWithoutCertificates(attested('packed', certificates)), false)
  for (const format of ['apple', 'android-key', 'fido-u2f', 'tpm', 'android-safetynet'])
    assert.equal(isWithoutCertificates(attested(format, 'a0')), false, format)
})

test('without PUBLIC_URL passkeys are for this machine alone', async (t) => {
  const app = await harness(t)
  const browser = createAuthenticator('http://localhost:3000')
  await registered(app, await app.seed.tenant(), browser)
  const asked = await challenge(app)
  const elsewhere = browser.get(asked, { origin: 'http://localhost.evil.test' })
  assert.equal(code(await logIn(app, elsewhere)), 'passkey_refused')
  assert.equal((await logIn(app, browser.get(asked))).statusCode, 200)
})
