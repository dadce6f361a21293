import { AppError } from '../domain/errors.ts'
import { firstIdOf } from '../domain/ids.ts'
import type { AdminOverview } from '../schemas/admin.ts'
import {
  countInstancesByStatus,
  countMessagesSince,
  countQueues,
  countSessionsByStatus,
  countUsers
} from '../store/installation/counts.ts'
import { findOperation } from '../store/installation/operation.ts'
import { listScaleDecisions } from '../store/installation/scale.ts'
import { listHeldSessions } from '../store/sessions/suspects.ts'
import type { AdminDeps } from './deps.ts'
import { scaleNow } from './scale.ts'

const decisions_shown = 50
const held_shown = 100

/** How the whole installation stands, counted now. */
export const readOverview = async (admin: AdminDeps): Promise<AdminOverview> => {
  const now = admin.clock.now()
  const since = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()))
  const [counts, today] = await Promise.all([
    admin.system.read(async (tx) => ({
      ...(await countUsers(tx)),
      sessions: await countSessionsByStatus(tx),
      instances: await countInstancesByStatus(tx),
      queues: await countQueues(tx),
      quarantined: await listHeldSessions(tx, held_shown),
      scale: await scaleNow(tx),
      decisions: await listScaleDecisions(tx, decisions_shown),
      operation: await findOperation(tx)
    })),
    messagesSince(admin, since)
  ])
  return {
    ...counts,
    messages_today: { since, inbound: today?.inbound ?? null, outbound: today?.outbound ?? null },
    counted_at: now
  }
}

/** The one count that grows with the traffic: without it the rest is told all the same. */
const messagesSince = async (
  admin: AdminDeps,
  since: Date
): Promise<{ inbound: number; outbound: number } | null> => {
  try {
    return await admin.system.read((tx) => countMessagesSince(tx, firstIdOf('message', since)))
  } catch (error) {
    if (error instanceof AppError && error.code === 'busy') return null
    throw error
  }
}
