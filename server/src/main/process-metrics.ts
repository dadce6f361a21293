import type { Db } from '../lib/db.ts'
import { createExposition, type Exposition } from '../lib/exposition.ts'
import type { Log } from '../lib/log.ts'
import { createMeters, meterTable } from '../lib/meters.ts'

const roles = ['gateway-api', 'session-auth', 'orchestrator', 'delivery'] as const

export type MeasuredRole = (typeof roles)[number]

export const database_meters = meterTable({
  gateway_database_connections: {
    type: 'gauge',
    help: 'Database connections of a role: in use, idle, and calls that wait for one.',
    labels: { role: roles, state: ['used', 'idle', 'waiting'] }
  }
})

/** What this process measures. Roles that share a process share one. */
export const processMetrics = (log: Log): Exposition =>
  createExposition((error) => log.debug({ err: error }, 'metrics of a part are left out'))

/** Tells how the connections of a role are used, until what is returned is called. */
export const measureConnections = (
  exposition: Exposition,
  role: MeasuredRole,
  db: Pick<Db, 'connections'>
): (() => void) =>
  exposition.add(() => {
    const meters = createMeters(database_meters)
    const { open, idle, waiting } = db.connections()
    for (const [state, count] of Object.entries({ used: open - idle, idle, waiting }))
      meters.set('gateway_database_connections', { role, state }, count)
    return meters.read()
  })
