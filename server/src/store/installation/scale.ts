import type { ScaleBounds, ScaleDecision, ScaleDecisionRow } from '../../domain/scale.ts'
import type { Tx } from '../../lib/db.ts'

export type ScaleBoundsRow = ScaleBounds & { changed_at: Date | null }

export const readScaleBounds = async (tx: Pick<Tx, 'query'>): Promise<ScaleBoundsRow> => {
  const [row] = await tx.query<ScaleBoundsRow>(
    'select workers_min, workers_max, changed_at from scale_bounds',
    [],
    'read_scale_bounds'
  )
  if (!row) throw new Error('the bounds of scale have no row')
  return row
}

export const setScaleBounds = async (
  tx: Tx,
  { workers_min, workers_max }: ScaleBounds
): Promise<void> => {
  await tx.query(
    'update scale_bounds set workers_min = $1, workers_max = $2, changed_at = now()',
    [workers_min, workers_max],
    'set_scale_bounds'
  )
}

const kept = 1_000

/** Notes what was decided, and forgets all but the newest. */
export const insertScaleDecisions = async (
  tx: Pick<Tx, 'query'>,
  decisions: ScaleDecision[]
): Promise<void> => {
  await tx.query(
    `with added as (
       insert into scale_decisions (decision, pool, instance_id, sessions, reason)
       select decision, pool, instance_id, sessions, reason from json_to_recordset($1)
         as one (decision text, pool text, instance_id text, sessions integer, reason text)
       returning seq
     )
     delete from scale_decisions where seq <= (select max(seq) from added) - $2`,
    [JSON.stringify(decisions), kept],
    'insert_scale_decisions'
  )
}

/** The newest first. */
export const listScaleDecisions = (tx: Tx, limit: number): Promise<ScaleDecisionRow[]> =>
  tx.query<ScaleDecisionRow>(
    `select decided_at, decision, pool, instance_id, sessions, reason from scale_decisions
     order by seq desc limit $1`,
    [limit],
    'list_scale_decisions'
  )
