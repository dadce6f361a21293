import { AppError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import {
  type LinkPurpose,
  link_hours,
  links_purpose,
  type MailLanguage
} from '../../domain/mail.ts'
import type { Tx } from '../../lib/db.ts'
import { readSignedId } from '../../lib/signed-id.ts'
import { findMailLink, insertMailLink, type MailLinkRow } from '../../store/mails/links.ts'
import { putMail } from '../../store/mails/outbox.ts'
import type { Deps } from '../deps.ts'

const hour_ms = 3_600_000

type For = { id: string; tenant_id: string; email: string }

/** Has a link sent to the address of a user. The token is in no row and in no answer: it is made where the mail is. */
export const mailLink = async (
  tx: Tx,
  user: For,
  purpose: LinkPurpose,
  language: MailLanguage,
  now: Date
): Promise<void> => {
  const { tenant_id, email } = user
  const expires_at = new Date(now.getTime() + link_hours[purpose] * hour_ms)
  const link_id = newId('mail_link')
  await insertMailLink(tx, { id: link_id, tenant_id, user_id: user.id, purpose, email, expires_at })
  await putMail(tx, {
    tenant_id,
    kind: purpose,
    language,
    recipient: email,
    link_id,
    data: {},
    expires_at
  })
}

/** The link of a token, when it is one of ours and can still be used; else the error link_invalid. */
export const linkOf = async (
  deps: Pick<Deps, 'db' | 'webhook_key' | 'clock'>,
  token: string,
  purpose: LinkPurpose
): Promise<MailLinkRow> => {
  const id = readSignedId(deps.webhook_key.derive(links_purpose), token)
  const link = id === null ? null : await findMailLink(deps.db, id)
  if (link?.purpose !== purpose || link.used_at || link.expires_at <= deps.clock.now())
    throw new AppError('link_invalid')
  return link
}
