import { newId } from '../../domain/ids.ts'
import { type MailKind, type MailLanguage, mail_kinds } from '../../domain/mail.ts'
import type { Tx } from '../../lib/db.ts'

export type MailRow = {
  id: string
  tenant_id: string
  kind: MailKind
  language: MailLanguage
  recipient: string
  link_id: string | null
  data: Record<string, unknown>
  attempts: number
}

export type NewMail = Omit<MailRow, 'id' | 'attempts'> & { expires_at: Date }

/**
 * The column has the languages of the version before this one, whose workers cannot write a mail in another: they send
 * it in English. The language that is meant stands in the data then.
 */
export const columnOf = (language: MailLanguage): MailLanguage => (language === 'ar' ? 'ar' : 'en')

/** Puts a mail into the outbox. It is on its way when the transaction has committed, and not if it does not. */
export const putMail = async (tx: Pick<Tx, 'query'>, mail: NewMail): Promise<void> => {
  await tx.query(
    `insert into mails (id, tenant_id, kind, language, recipient, link_id, data, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      newId('mail'),
      mail.tenant_id,
      mail.kind,
      columnOf(mail.language),
      mail.recipient,
      mail.link_id,
      JSON.stringify({ ...mail.data, language: mail.language }),
      mail.expires_at
    ],
    'put_mail'
  )
}

const language = "coalesce(data->>'language', language) as language"
const columns = `id, tenant_id, kind, ${language}, recipient, link_id, data, attempts`
/** When it is over, of the data the language alone is kept: later mails to the tenant are in it. */
const ended = "data = jsonb_strip_nulls(jsonb_build_object('language', data->'language'))"

/**
 * Takes the mail that has waited longest, for whoever asks first, and notes that it is being sent. One of a kind that this
 * version cannot write is left for a process of a newer one.
 */
export const takeDueMail = async (tx: Tx): Promise<MailRow | null> => {
  const [row] = await tx.query<MailRow>(
    `update mails set status = 'sending', attempts = attempts + 1, next_attempt_at = now() + interval '10 minutes'
     where id = (
       select id from mails where status = 'queued' and next_attempt_at <= now() and expires_at > now() and kind = any ($1)
       order by next_attempt_at limit 1 for no key update skip locked
     ) returning ${columns}`,
    [mail_kinds],
    'take_due_mail'
  )
  return row ?? null
}

export type MailEnd = { status: 'sent' | 'failed' | 'unconfirmed'; error: string | null }

export const endMail = async (tx: Pick<Tx, 'query'>, id: string, end: MailEnd): Promise<void> => {
  await tx.query(
    `update mails set status = $2, error = $3, finished_at = now(), ${ended} where id = $1 and status = 'sending'`,
    [id, end.status, end.error],
    'end_mail'
  )
}

/** The mail server certainly does not have it: it is sent later. */
export const postponeMail = async (
  tx: Pick<Tx, 'query'>,
  id: string,
  wait_s: number,
  error: string
): Promise<void> => {
  await tx.query(
    `update mails set status = 'queued', next_attempt_at = now() + make_interval(secs => $2), error = $3
     where id = $1 and status = 'sending'`,
    [id, wait_s, error],
    'postpone_mail'
  )
}

/**
 * Ends what nobody sends any more: mails that are of no use now, and those whose sender ended while the mail server may
 * have had them already. These are not sent again, so nobody gets a mail twice. Returns how many.
 */
export const endLostMails = async (tx: Pick<Tx, 'query'>): Promise<number> => {
  const rows = await tx.query(
    `update mails set finished_at = now(), ${ended}, status = case when status = 'sending' then 'unconfirmed' else 'expired' end
     where (status = 'sending' and next_attempt_at <= now()) or (status = 'queued' and expires_at <= now()) returning id`,
    [],
    'end_lost_mails'
  )
  return rows.length
}

/** Links that wait in the outbox for an address, newest first: for the operator. */
export const listWaitingLinks = (tx: Pick<Tx, 'query'>, email: string | null) =>
  tx.query<{
    link_id: string
    kind: 'verify_email' | 'reset_password'
    recipient: string
    expires_at: Date
  }>(
    `select m.link_id, m.kind, m.recipient, l.expires_at from mails m join mail_links l on l.id = m.link_id
     where m.status in ('queued', 'failed', 'unconfirmed') and l.used_at is null and l.expires_at > now()
       and ($1::text is null or m.recipient = lower($1)) order by m.id desc limit 100`,
    [email],
    'list_waiting_links'
  )

/** The language of the newest mail to an address. */
export const findLanguageOf = async (
  tx: Pick<Tx, 'query'>,
  { tenant_id, recipient }: Pick<MailRow, 'tenant_id' | 'recipient'>
): Promise<MailLanguage> => {
  const [row] = await tx.query<{ language: MailLanguage }>(
    `select ${language} from mails where tenant_id = $1 and recipient = $2 order by id desc limit 1`,
    [tenant_id, recipient],
    'find_mail_language'
  )
  return row?.language ?? 'en'
}
