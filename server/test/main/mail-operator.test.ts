import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { compileCache } from '../../testkit/compile-cache.ts'
import { startMailServer } from '../../testkit/mail-server.ts'

const file = fileURLToPath(new URL('../../src/main/mail-operator.ts', import.meta.url))

type Ended = { code: number; said: string }

/** Runs it with these settings and nothing else, and this text to tell. */
const mailOperator = (words: string[], env: Record<string, string>, text = ''): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [file, ...words],
      { env: { PATH: process.env['PATH'], ...compileCache(), ...env } },
      (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), said: `${stdout}${stderr}`.trim() })
    )
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(text)
  })

test('the operator is mailed what stands on standard input, without a database', async (t) => {
  const server = await startMailServer(t)
  const env = {
    SMTP_URL: server.url,
    MAIL_FROM: 'Gateway <no-reply@example.com>',
    OPERATOR_EMAIL: 'ops@example.com'
  }
  const words = ['--subject', 'server1: the last backup failed']
  assert.deepEqual(
    await mailOperator(words, env, 'the last <backup> failed\nwhatsapp-saas backup\n'),
    {
      code: 0,
      said: 'Mailed to ops@example.com.'
    }
  )
  const [mail, ...more] = server.mails
  assert.deepEqual(more, [])
  assert.equal(mail?.to, 'ops@example.com')
  assert.match(mail?.raw ?? '', /^Subject: server1: the last backup failed\r$/m)
  assert.match(mail?.raw ?? '', /^the last <backup> failed\r\nwhatsapp-saas backup\r$/m)

  server.refuse(451)
  const refused = await mailOperator(words, env, 'x')
  assert.equal(refused.code, 1)
  assert.match(refused.said, /^The mail server did not take the mail: /)
})

test('a mail to the operator that cannot be sent says what is missing', async () => {
  const mail = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'a@example.com' }
  const told: [string[], Record<string, string>, RegExp][] = [
    [[], {}, /^Usage: /],
    [['--subject'], {}, /Usage: /],
    [['--subject', 'x'], {}, /set SMTP_URL and MAIL_FROM/],
    [['--subject', 'x'], mail, /set OPERATOR_EMAIL/],
    [['--subject', 'x'], { ...mail, OPERATOR_EMAIL: 'nobody' }, /OPERATOR_EMAIL: /],
    [['--subject', 'x'], { ...mail, OPERATOR_EMAIL: 'ops@example.com' }, /did not take the mail/]
  ]
  for (const [words, env, said] of told) {
    const ended = await mailOperator(words, env)
    assert.equal(ended.code, 1, ended.said)
    assert.match(ended.said, said)
  }
})
