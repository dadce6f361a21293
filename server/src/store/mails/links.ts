import type { LinkPurpose } from '../../domain/mail.ts'
import type { Tx } from '../../lib/db.ts'

export type MailLinkRow = {
  id: string
  tenant_id: string
  user_id: string
  purpose: LinkPurpose
  email: string
  expires_at: Date
  used_at: Date | null
}

/** A link to be sent to an address. Those of the same purpose that were sent before are of no use then. */
export const insertMailLink = async (tx: Tx, link: Omit<MailLinkRow, 'used_at'>): Promise<void> => {
  await tx.query(
    `with before as (
       update mail_links set used_at = now() where tenant_id = $2 and user_id = $3 and purpose = $4 and used_at is null
     )
     insert into mail_links (id, tenant_id, user_id, purpose, email, expires_at) values ($1, $2, $3, $4, $5, $6)`,
    [link.id, link.tenant_id, link.user_id, link.purpose, link.email, link.expires_at],
    'insert_mail_link'
  )
}

/** The link with this id, of whatever tenant. Runs before a tenant is known. */
export const findMailLink = async (
  db: Pick<Tx, 'query'>,
  id: string
): Promise<MailLinkRow | null> => {
  const [row] = await db.query<MailLinkRow>(
    'select id, tenant_id, user_id, purpose, email, expires_at, used_at from auth_mail_link($1)',
    [id],
    'find_mail_link'
  )
  return row ?? null
}

/** Whether the link could still be used, by this call first. */
export const takeMailLink = async (tx: Tx, id: string, now: Date): Promise<boolean> => {
  const rows = await tx.query(
    'update mail_links set used_at = $2 where id = $1 and used_at is null and expires_at > $2 returning id',
    [id, now],
    'take_mail_link'
  )
  return rows.length === 1
}
