import { isDue, lifeDays, moveSubscription } from '../../billing/life.ts'
import type { Db } from '../../lib/db.ts'
import { listLives } from '../../store/subscriptions/life.ts'
import { listStraySessions } from '../../store/subscriptions/unpaid-sessions.ts'
import { followSubscription } from '../subscriptions/follow.ts'
import { defineTask, no_payload } from '../task.ts'

const batch = 500

/**
 * Takes subscriptions that have to be paid one step on, where one is due: another period begins, or what follows when nobody has paid.
 * Returns how many steps that were. Each is a transaction of its own, so whoever comes after one that was killed goes on.
 */
export const moveSubscriptions = async (db: Db, stopping: AbortSignal): Promise<number> => {
  const days = await lifeDays(db)
  let moved = 0
  let after = ''
  while (!stopping.aborted) {
    const lives = await listLives(db, after, batch)
    for (const life of lives) {
      if (stopping.aborted) break
      if (!isDue(life, days)) continue
      const step = await durable(db, life.tenant_id, days)
      // step: subscription moved
      if (step) moved++
    }
    after = lives.at(-1)?.tenant_id ?? after
    if (lives.length < batch) break
  }
  return moved
}

/** The connections of this role do not wait for the disk otherwise. */
const durable = (db: Db, tenant_id: string, days: Parameters<typeof moveSubscription>[2]) =>
  db.transaction((tx) => {
    tx.send('set local synchronous_commit = on')
    return moveSubscription(tx, tenant_id, days)
  })

/** See `moveSubscriptions`; every five minutes. Sessions that do not follow their subscription are seen to as well. */
export const moveSubscriptionsTask = defineTask({
  name: 'move_subscriptions',
  payload: no_payload,
  schedule: '*/5 * * * *',
  run: async ({ db, log }, _payload, stopping) => {
    const moved = await moveSubscriptions(db, stopping)
    if (moved > 0) log.info({ moved }, 'subscriptions moved on')
    for (const tenant_id of await listStraySessions(db, batch))
      if (!stopping.aborted) await followSubscription(db, tenant_id)
  }
})
