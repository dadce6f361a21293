import type { Db } from '../../lib/db.ts'
import {
  endLostMails,
  endMail,
  type MailRow,
  postponeMail,
  takeDueMail
} from '../../store/mails/outbox.ts'
import { composeMail } from '../mail/compose.ts'
import { linkAddress, mailedInvitationAddress } from '../mail/link-address.ts'
import type { Sent } from '../mail/mailer.ts'
import { defineTask, type MailDeps, no_payload } from '../task.ts'

const attempts_max = 10
/** After each failure: a minute, two, four… and never more than an hour. */
const waitAfter = (attempts: number): number => Math.min(3_600, 60 * 2 ** (attempts - 1))

/**
 * Sends what is due in the outbox, one after the other. That a mail is being sent is on disk before the mail server has
 * it: whoever is killed in between leaves it `unconfirmed`, and nobody gets it twice. Returns how many were sent.
 */
export const sendMails = async (db: Db, mail: MailDeps, stopping: AbortSignal): Promise<number> => {
  await endLostMails(db)
  if (!mail.mailer) return 0
  let sent = 0
  while (!stopping.aborted) {
    const row = await db.transaction(async (tx) => {
      // The connections of this role do not wait for the disk otherwise.
      tx.send('set local synchronous_commit = on')
      return takeDueMail(tx)
    })
    if (!row) break
    const answer = await deliver(mail, row)
    if (answer.result === 'sent') sent++
    await note(db, row, answer)
  }
  return sent
}

/** Tokens of links are made here, from what the row names: they stand in none. */
const linkIn = ({ webhook_key, base }: MailDeps, { kind, link_id, data }: MailRow) => {
  if (kind === 'team_invitation')
    return mailedInvitationAddress(webhook_key, base, String(data['invitation']))
  return link_id && (kind === 'verify_email' || kind === 'reset_password')
    ? linkAddress(webhook_key, base, kind, link_id)
    : null
}

const deliver = async (mail: MailDeps, row: MailRow): Promise<Sent> => {
  const { mailer } = mail
  if (!mailer) return { result: 'later', error: 'There is no mail server.' }
  return mailer.send({
    ...composeMail(row.kind, row.language, row.data, linkIn(mail, row)),
    to: row.recipient,
    id: row.id
  })
}

const note = async (db: Db, row: MailRow, answer: Sent): Promise<void> => {
  if (answer.result === 'sent') return endMail(db, row.id, { status: 'sent', error: null })
  const { result, error } = answer
  if (result === 'later' && row.attempts < attempts_max)
    return postponeMail(db, row.id, waitAfter(row.attempts), error)
  return endMail(db, row.id, { status: result === 'unconfirmed' ? result : 'failed', error })
}

/** See `sendMails`; a trigger puts it with each mail, and every minute it looks for those to be tried again. */
export const sendMailsTask = defineTask({
  name: 'send_mails',
  payload: no_payload,
  schedule: '* * * * *',
  run: async ({ db, log, mail }, _payload, stopping) => {
    if (!mail) return
    const sent = await sendMails(db, mail, stopping)
    if (sent > 0) log.info({ sent }, 'mails sent')
  }
})
