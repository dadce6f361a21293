import type { Tx } from '../../lib/db.ts'

export type NoticeRow = {
  id: string
  provider: string
  reference: string | null
  status: 'stored' | 'done' | 'ignored'
}

/** Keeps what a provider has posted, once, with the job that looks at it. It is on disk when this returns. */
export const keepNotice = async (
  tx: Pick<Tx, 'query'>,
  notice: { id: string; provider: string; event_id: string; reference: string | null; raw: Buffer }
): Promise<void> => {
  await tx.query(
    'select keep_payment_notice($1, $2, $3, $4, $5)',
    [notice.id, notice.provider, notice.event_id, notice.reference, notice.raw],
    'keep_notice'
  )
}

export const findNotice = async (tx: Pick<Tx, 'query'>, id: string): Promise<NoticeRow | null> => {
  const [row] = await tx.query<NoticeRow>(
    'select id, provider, reference, status from payment_notices where id = $1',
    [id],
    'find_notice'
  )
  return row ?? null
}

export const endNotice = async (
  tx: Pick<Tx, 'query'>,
  id: string,
  status: 'done' | 'ignored',
  outcome: string
): Promise<void> => {
  await tx.query(
    `update payment_notices set status = $2, outcome = $3 where id = $1 and status = 'stored'`,
    [id, status, outcome.slice(0, 500)],
    'end_notice'
  )
}
