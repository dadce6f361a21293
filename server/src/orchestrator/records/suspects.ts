import type { InstanceRow } from '../../domain/instance.ts'
import type { SessionRow } from '../../domain/session.ts'
import type { Db, Tx } from '../../lib/db.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { endInstance } from '../../store/instances/instances.ts'
import { loseSessions } from '../../store/sessions/placements.ts'
import {
  dissolveParts,
  holdSessions,
  listLivingParts,
  listOnInstance,
  retrySessions,
  upsertSuspects
} from '../../store/sessions/suspects.ts'
import { judgeDeath, quietFor, type SuspectRules, type Verdict } from '../judge-death.ts'
import { tellInstance, tellStatus } from './events.ts'

/**
 * The worker has crashed, and one of its sessions may be why: as `instanceFailed`, and in the same transaction it is judged
 * which of them go on apart from others, and which is held back.
 */
export const instanceCrashed = (
  db: Db,
  instance: InstanceRow,
  words: string,
  rules: SuspectRules,
  may_hold: boolean
): Promise<Verdict[]> =>
  db.transaction(async (tx) => {
    const members = await listOnInstance(tx, instance.id)
    const row = await endInstance(tx, instance.id, 'failed', words)
    if (!row) return []
    const tenant_of = new Map(members.map((one) => [one.session_id, one.tenant_id]))
    const verdicts = judgeDeath(instance.id, members, rules, may_hold)
    if (verdicts.length > 0)
      await upsertSuspects(
        tx,
        verdicts.map((one) => ({ ...one, tenant_id: tenant_of.get(one.session_id) ?? '' })),
        words
      )
    await tellInstance(tx, 'instance.replaced', row)
    const held = verdicts.filter((one) => one.hold_s !== null)
    if (held.length > 0) await hold(tx, held, words)
    tellStatus(tx, await loseSessions(tx, instance.id))
    return verdicts
  })

const hold = async (tx: Tx, verdicts: Verdict[], words: string): Promise<void> => {
  const rows = await holdSessions(
    tx,
    verdicts.map((one) => one.session_id)
  )
  tellStatus(tx, rows)
  const deaths = new Map(verdicts.map((one) => [one.session_id, one.deaths]))
  for (const row of rows) {
    await insertAudit(tx, {
      tenant_id: row.tenant_id,
      actor_id: null,
      action: 'session.quarantined',
      target_id: row.id,
      details: {
        workers_ended: deaths.get(row.id),
        last: words,
        next_attempt_at: row.next_attempt_at
      }
    })
  }
}

/** Tries those again that were held back for long enough, each on a worker of its own. */
export const retryHeld = (db: Db): Promise<SessionRow[]> =>
  db.transaction(async (tx) => {
    const rows = await retrySessions(tx)
    tellStatus(tx, rows)
    return rows
  })

/** Lets sessions be with others again whose workers have lived long enough. Gives their parts. */
export const endQuietParts = async (db: Db, rules: SuspectRules): Promise<string[]> => {
  const living = await listLivingParts(db)
  const parts = living
    .filter((one) => one.lived_s >= quietFor(one.deaths, rules))
    .map((one) => one.part)
  if (parts.length > 0) await db.transaction((tx) => dissolveParts(tx, parts))
  return parts
}
