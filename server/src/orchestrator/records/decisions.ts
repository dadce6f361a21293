import type { ScaleDecision } from '../../domain/scale.ts'
import { insertScaleDecisions } from '../../store/installation/scale.ts'
import type { Leader } from '../leader-context.ts'

/** Tells the log why, and keeps it for administrators. Nothing waits for it or fails with it. */
export const noteDecision = (leader: Pick<Leader, 'db' | 'log'>, decision: ScaleDecision): void => {
  leader.log.info({ ...decision }, 'worker decided on')
  insertScaleDecisions(leader.db, [decision]).catch((error) =>
    leader.log.warn({ err: error }, 'decision cannot be noted')
  )
}
