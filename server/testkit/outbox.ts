import type { TestContext } from 'node:test'
import { linkAddress } from '../src/jobs/mail/link-address.ts'
import { createMailer } from '../src/jobs/mail/mailer.ts'
import { sendMails } from '../src/jobs/tasks/send-mails.ts'
import { openDb } from '../src/lib/db.ts'
import type { Harness } from './app.ts'
import { startMailServer } from './mail-server.ts'

/** Where the pages are that links in mails lead to. */
export const base = 'https://wa.example.com/'
export const running = new AbortController().signal

/** Sends what is in the outbox through a mail server of its own. `token` is what the last link of a purpose carries. */
export const outbox = async (t: TestContext, app: Harness) => {
  const server = await startMailServer(t)
  const db = openDb({ url: app.urls.system, connections_max: 2, application_name: 'test' })
  const mailer = createMailer(server.url, 'Gateway <no-reply@example.com>')
  t.after(async () => {
    mailer.close()
    await db.close()
  })
  const { webhook_key } = app.deps
  const send = () => sendMails(db, { mailer, webhook_key, base }, running)
  const token = async (purpose: 'verify_email' | 'reset_password'): Promise<string> => {
    const [link] = await app.owner.query<{ id: string }>(
      'select id from mail_links where purpose = $1 and used_at is null',
      [purpose]
    )
    return linkAddress(webhook_key, base, purpose, link?.id ?? '').split('#token=')[1] ?? ''
  }
  return { server, db, send, token }
}

/** What became of each mail. */
export const mailStates = (app: Harness) =>
  app.owner.query<{ kind: string; status: string; attempts: number }>(
    'select kind, status, attempts from mails order by id'
  )
