import { AppError } from '../../domain/errors.ts'
import type { Tx } from '../../lib/db.ts'
import type { PageRequest } from '../../lib/page.ts'

/** A row of `registration_invitations`, without its token. */
export type InvitationRow = {
  id: string
  email: string | null
  plan_code: string
  created_by: string | null
  created_at: Date
  expires_at: Date
  used_at: Date | null
}

const columns = 'id, email, plan_code, created_by, created_at, expires_at, used_at'

export const insertInvitation = async (
  tx: Tx,
  one: Pick<InvitationRow, 'id' | 'email' | 'plan_code' | 'created_by' | 'expires_at'> & {
    token_hash: Buffer
  }
): Promise<InvitationRow> => {
  const [row] = await tx.query<InvitationRow>(
    `insert into registration_invitations (id, token_hash, email, plan_code, created_by, expires_at)
     values ($1, $2, lower($3), $4, $5, $6) returning ${columns}`,
    [one.id, one.token_hash, one.email, one.plan_code, one.created_by, one.expires_at],
    'insert_invitation'
  )
  if (!row) throw new Error('the invitation was not stored')
  return row
}

/** Those that were not revoked, newest first. One row more than asked for, when there is one. */
export const listInvitations = (tx: Tx, page: PageRequest): Promise<InvitationRow[]> =>
  tx.query<InvitationRow>(
    `select ${columns} from registration_invitations
     where revoked_at is null and ($1::text is null or id < $1) order by id desc limit $2 + 1`,
    [page.position, page.limit],
    'list_invitations'
  )

export const revokeInvitation = async (tx: Tx, id: string): Promise<void> => {
  const rows = await tx.query(
    'update registration_invitations set revoked_at = now() where id = $1 and revoked_at is null returning id',
    [id],
    'revoke_invitation'
  )
  if (!rows[0]) throw new AppError('not_found', { invitation_id: id })
}

/** Uses up an invitation and says which plan it gives; null when it is none, or not for this address. */
export const takeInvitation = async (
  tx: Tx,
  token_hash: Buffer,
  email: string
): Promise<string | null> => {
  const [row] = await tx.query<{ plan_code: string | null }>(
    'select take_invitation($1, $2) as plan_code',
    [token_hash, email],
    'take_invitation'
  )
  return row?.plan_code ?? null
}
