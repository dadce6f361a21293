import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mail_kinds, mail_languages } from '../../src/domain/mail.ts'
import { mailLanguageOf } from '../../src/http/mail-language.ts'
import { composeMail } from '../../src/jobs/mail/compose.ts'
import { judge } from '../../src/jobs/mail/mailer.ts'
import { type MailText, mailTexts } from '../../src/jobs/mail/texts.ts'
import { sendMails } from '../../src/jobs/tasks/send-mails.ts'
import { findLanguageOf } from '../../src/store/mails/outbox.ts'
import { harness } from '../../testkit/app.ts'
import { base, mailStates, outbox, running } from '../../testkit/outbox.ts'
import { until } from '../../testkit/until.ts'
import { code, logIn, me, refresh } from './auth-calls.ts'

const auth = '/api/v1/auth'

test('who registers gets a mail in their language, whose link verifies the address once, until another address takes its place', async (t) => {
  const app = await harness(t)
  const { server, send, token } = await outbox(t, app)
  const person = { email: 'ada@example.com', password: 'correct horse', name: 'Ada' }
  const answer = await app.anonymous.post(`${auth}/register`, person, {
    'accept-language': 'ar-EG'
  })
  const { access_token } = answer.json()
  assert.equal(await send(), 1)
  assert.equal(await send(), 0)
  assert.equal(server.mails.length, 1)
  const [mail] = server.mails
  assert.equal(mail?.to, 'ada@example.com')
  assert.match(mail?.raw ?? '', /^From: Gateway <no-reply@example\.com>/m)
  const first = await token('verify_email')
  assert.ok(!answer.body.includes(first))
  const verify = (given: string) => app.anonymous.post(`${auth}/verify-email`, { token: given })
  for (const wrong of ['x', `${first}x`, first.replace('mln_', 'mlm_'), first.split('.')[0] ?? ''])
    assert.deepEqual(
      [(await verify(wrong)).statusCode, code(await verify(wrong))],
      [403, 'link_invalid']
    )
  const reset = await app.anonymous.post(`${auth}/reset-password`, {
    token: first,
    new_password: 'another password'
  })
  assert.equal(code(reset), 'link_invalid', 'a link is good for what it was made for')
  const both = await Promise.all([verify(first), verify(first)])
  assert.deepEqual(both.map((one) => one.statusCode).sort(), [204, 403])
  assert.ok((await me(app, access_token)).json().email_verified_at)

  const headers = { authorization: `Bearer ${access_token}` }
  const again = await app.anonymous.post(`${auth}/verify-email/send`, undefined, headers)
  assert.equal(again.statusCode, 204, again.body)
  assert.equal(await send(), 0, 'it is verified')
  await app.anonymous.patch(
    `${auth}/me`,
    { email: 'b@example.com', current_password: person.password },
    headers
  )
  const old = await token('verify_email')
  assert.equal(
    (await app.anonymous.post(`${auth}/verify-email/send`, undefined, headers)).statusCode,
    204
  )
  assert.equal(code(await verify(old)), 'link_invalid', 'only the newest link is good')
  assert.equal(await send(), 2)
  await app.owner.query("update users set email = 'c@example.com'")
  assert.equal(code(await verify(await token('verify_email'))), 'link_invalid')
  assert.equal((await verify('')).statusCode, 422)
  for (let more = 0; more < 3; more++)
    await app.anonymous.post(`${auth}/verify-email/send`, undefined, headers)
  assert.equal(
    (await app.anonymous.post(`${auth}/verify-email/send`, undefined, headers)).statusCode,
    429
  )
})

test('a forgotten password is replaced by a link from a mail, once: logins end, and nobody is told who is registered', async (t) => {
  const app = await harness(t)
  const { server, send, token } = await outbox(t, app)
  const tenant = await app.seed.tenant()
  const login = await logIn(app, tenant)
  const forgot = (email: string) => app.anonymous.post(`${auth}/forgot-password`, { email })
  const [known, unknown] = [await forgot(tenant.email), await forgot('nobody@example.com')]
  assert.deepEqual([known.statusCode, known.body], [204, ''])
  assert.deepEqual([unknown.statusCode, unknown.body], [204, ''])
  await app.deps.background.settle()
  assert.equal(await send(), 1)
  const decoded = (server.mails[0]?.raw ?? '').replace(/=\r\n/g, '').replaceAll('=3D', '=')
  const given = await token('reset_password')
  assert.ok(decoded.includes(`https://wa.example.com/reset-password#token=${given}`), decoded)
  const set = (new_password: string, secret = given) =>
    app.anonymous.post(`${auth}/reset-password`, { token: secret, new_password })
  assert.equal((await set('short')).statusCode, 422)
  const both = await Promise.all([set('a new password'), set('a newer password')])
  assert.deepEqual(both.map((one) => one.statusCode).sort(), [204, 403])
  const now = both[0].statusCode === 204 ? 'a new password' : 'a newer password'
  assert.equal((await refresh(app, login.refresh_token)).statusCode, 401)
  assert.equal((await me(app, login.access_token)).statusCode, 401)
  assert.equal((await app.anonymous.post(`${auth}/login`, tenant)).statusCode, 422)
  const { email } = tenant
  assert.equal(
    (await app.anonymous.post(`${auth}/login`, { email, password: tenant.password })).statusCode,
    401
  )
  assert.equal(
    (await app.anonymous.post(`${auth}/login`, { email, password: now })).statusCode,
    200
  )

  await forgot(email)
  await app.deps.background.settle()
  await app.owner.query('update mail_links set expires_at = now() where used_at is null')
  assert.equal(code(await set('a new password', await token('reset_password'))), 'link_invalid')
  for (let more = 0; more < 30; more++) await forgot(email)
  assert.equal((await forgot(email)).statusCode, 429, 'an address asks only so often')
  await app.deps.background.settle()
  assert.equal(await app.count('mails'), 5, 'and an account gets only so many')
})

test('a mail of a kind that only a newer version can write waits for that one, and holds up no other', async (t) => {
  const app = await harness(t)
  const { server, send } = await outbox(t, app)
  const tenant = await app.seed.tenant()
  await app.owner.query('alter table mails drop constraint mails_kind_check')
  await app.owner.query(
    `insert into mails (id, tenant_id, kind, language, recipient, expires_at)
     values (new_id('mai'), $1, 'of_tomorrow', 'en', 'a@example.com', now() + interval '1 day')`,
    [tenant.tenant_id]
  )
  assert.equal((await app.as(tenant).post(`${auth}/verify-email/send`)).statusCode, 204)
  assert.equal(await send(), 1)
  assert.deepEqual(
    server.mails.map(({ to }) => to),
    [tenant.email]
  )
  assert.deepEqual(await mailStates(app), [
    { kind: 'of_tomorrow', status: 'queued', attempts: 0 },
    { kind: 'verify_email', status: 'sent', attempts: 1 }
  ])
})

test('a mail that the server refuses for now is tried again, one that may have arrived is not, and several senders send each once', async (t) => {
  const app = await harness(t)
  const { server, db, send } = await outbox(t, app)
  const tenant = await app.seed.tenant()
  const put = () => app.as(tenant).post(`${auth}/verify-email/send`)
  await put()
  server.refuse(451)
  assert.equal(await send(), 0)
  assert.deepEqual(await mailStates(app), [{ kind: 'verify_email', status: 'queued', attempts: 1 }])
  server.refuse(null)
  assert.equal(await send(), 0, 'it waits')
  await app.owner.query('update mails set next_attempt_at = now()')
  const sent = await Promise.all([send(), send(), send()])
  assert.deepEqual(sent.sort(), [0, 0, 1])
  assert.equal(server.mails.length, 1)

  await put()
  server.refuse(550)
  await send()
  server.refuse(null)
  await put()
  // A sender that was killed while the mail server may have had the mail.
  await app.owner.query(
    "update mails set status = 'sending', next_attempt_at = now() where status = 'queued'"
  )
  assert.equal(await send(), 0)
  await put()
  await app.owner.query("update mails set expires_at = now() where status = 'queued'")
  assert.equal(await send(), 0)
  const { webhook_key } = app.deps
  await put()
  assert.equal(await sendMails(db, { mailer: null, webhook_key, base }, running), 0)
  assert.deepEqual(
    (await mailStates(app)).map((one) => one.status),
    ['sent', 'failed', 'unconfirmed', 'expired', 'queued']
  )
  assert.equal(await send(), 1)
  assert.equal(server.mails.length, 2)
  const jobs = await app.owner.query<{ attempts: number }>(
    "select attempts from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'send_mails'"
  )
  assert.equal(jobs.length, 1, 'whoever puts a mail wakes the sender')
  await until('the mail server has said goodbye', () => server.mails.length === 2)
})

test('what an error of a mail server means: later only where the mail certainly did not go out', () => {
  const rows = [
    [{ command: 'CONN', message: 'refused' }, 'later'],
    [{ command: 'AUTH PLAIN', responseCode: 535 }, 'later'],
    [{ command: 'RCPT TO', responseCode: 450 }, 'later'],
    [{ command: 'RCPT TO', responseCode: 550 }, 'failed'],
    [{ command: 'DATA', responseCode: 554 }, 'failed'],
    [{ command: 'DATA', message: 'timeout' }, 'unconfirmed'],
    [{ message: 'what was that' }, 'unconfirmed']
  ] as const
  for (const [error, result] of rows)
    assert.equal(judge(error).result, result, JSON.stringify(error))
})

const placesOf = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort()
/** How a mail is made, whatever it says. */
const formOf = ({ subject, paragraphs, action }: MailText) => [
  subject !== '' && placesOf(subject),
  paragraphs.map((one) => one !== '' && placesOf(one)),
  action !== '' && typeof action
]

test('mails say the same in every language, with the same values in it', () => {
  const english = mailTexts('en')
  for (const language of mail_languages) {
    const texts = mailTexts(language)
    assert.deepEqual(Object.keys(texts), Object.keys(english), language)
    assert.deepEqual(Object.keys(texts.quotas), Object.keys(english.quotas), language)
    for (const kind of mail_kinds) {
      if (kind !== 'quota_warning' && kind !== 'quota_exceeded')
        assert.deepEqual(formOf(texts[kind]), formOf(english[kind]), `${language} ${kind}`)
      // A language may put the figures into another order, not leave one out.
      else
        assert.deepEqual(
          placesOf(texts[kind].paragraphs.join()),
          placesOf(english[kind].paragraphs.join()),
          `${language} ${kind}`
        )
      if (language !== 'en') assert.notEqual(texts[kind].subject, english[kind].subject, language)
    }
  }
  const later = 'xx' as (typeof mail_languages)[number]
  assert.equal(mailTexts(later).verify_email, english.verify_email)
})

test('the language of a mail is the first that was asked for and there are texts in', () => {
  const cases = [
    [undefined, 'en'],
    ['ar-EG', 'ar'],
    ['xx, de;q=0.2, ur;q=0.4', 'ur'],
    ['pt-BR,pt;q=0.9,en;q=0.8', 'pt'],
    ['xx', 'en'],
    ['*', 'en'],
    ['', 'en']
  ] as const
  for (const [asked, language] of cases) assert.equal(mailLanguageOf(asked), language, asked)
})

test('a mail in a language that the version before did not have is sent in it, and the mails after it are too', async (t) => {
  const app = await harness(t)
  const { server, db, send } = await outbox(t, app)
  const person = { email: 'ada@example.com', password: 'correct horse', name: 'Ada' }
  await app.anonymous.post(`${auth}/register`, person, { 'accept-language': 'tr-TR, en;q=0.5' })
  const [before] = await app.owner.query<{ tenant_id: string; language: string }>(
    'select tenant_id, language from mails'
  )
  assert.ok(before)
  assert.equal(before.language, 'en', 'a worker of the version before can send it')
  assert.equal(await send(), 1)
  const sent = (server.mails[0]?.raw ?? '').replace(/=\r\n/g, '').replaceAll('=3D', '=')
  assert.match(sent, /<html lang="tr" dir="ltr">/)
  const [after] = await app.owner.query<{ data: unknown }>('select data from mails')
  assert.deepEqual(after?.data, { language: 'tr' })
  const { tenant_id } = before
  assert.equal(await findLanguageOf(db, { tenant_id, recipient: person.email }), 'tr')
  assert.equal(await findLanguageOf(db, { tenant_id, recipient: 'b@example.com' }), 'en')
  await app.owner.query("update mails set language = 'ar', data = '{}'")
  assert.equal(await findLanguageOf(db, { tenant_id, recipient: person.email }), 'ar')
})

test('mails read from the right in Arabic and Urdu, and nothing in them becomes markup', () => {
  const arabic = composeMail('verify_email', 'ar', {}, 'https://example.com/?a=1&b="<x>')
  assert.match(arabic.html, /<html lang="ar" dir="rtl">/)
  assert.match(arabic.html, /href="https:\/\/example\.com\/\?a=1&amp;b=&quot;&lt;x&gt;"/)
  assert.match(arabic.text, /https:\/\/example\.com/)
  const urdu = composeMail(
    'quota_exceeded',
    'ur',
    { metric: 'media_bytes', used: 5, limit: 5 },
    null
  )
  assert.match(urdu.html, /<html lang="ur" dir="rtl">.*text-align:right/)
  const english = composeMail(
    'quota_warning',
    'en',
    { metric: 'messages', used: 1_600, limit: 2_000 },
    null
  )
  assert.match(english.text, /1,600 of 2,000 messages of this month/)
  assert.ok(!english.html.includes('<a '))
})
