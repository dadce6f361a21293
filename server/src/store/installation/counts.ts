import type { InstanceStatus } from '../../domain/instance.ts'
import { type SessionStatus, session_statuses } from '../../domain/session.ts'
import type { Tx } from '../../lib/db.ts'

// What is counted over all tenants, as wa_system.

export type UserCounts = {
  tenants: number
  users: { total: number; admins: number; suspended: number }
}

export const countUsers = async (tx: Tx): Promise<UserCounts> => {
  const [row] = await tx.query<{ tenants: number } & UserCounts['users']>(
    `select (select count(*) from tenants) as tenants, count(*) as total,
       count(*) filter (where role = 'admin') as admins, count(*) filter (where status = 'suspended') as suspended
     from users`,
    [],
    'count_users'
  )
  const { tenants, ...users } = row ?? { tenants: 0, total: 0, admins: 0, suspended: 0 }
  return { tenants, users }
}

/** How many sessions are in each status, of all tenants or of one. */
export const countSessionsByStatus = async (
  tx: Tx,
  tenant_id: string | null = null
): Promise<Record<SessionStatus, number>> => {
  const rows = await tx.query<{ status: SessionStatus; count: number }>(
    `select status, count(*) from sessions where $1::text is null or tenant_id = $1 group by status`,
    [tenant_id]
  )
  return byStatus(session_statuses, rows)
}

const live_statuses = ['starting', 'running', 'unhealthy', 'draining'] as const

export type LiveStatus = (typeof live_statuses)[number] & InstanceStatus

/** How many instances that are not known to be gone are in each status. */
export const countInstancesByStatus = async (tx: Tx): Promise<Record<LiveStatus, number>> => {
  const rows = await tx.query<{ status: LiveStatus; count: number }>(
    `select status, count(*) from instances where status not in ('stopped', 'failed') group by status`,
    [],
    'count_instances_by_status'
  )
  return byStatus(live_statuses, rows)
}

/** How many messages have come and gone since this id, which says from when. */
export const countMessagesSince = async (
  tx: Tx,
  first_id: string
): Promise<{ inbound: number; outbound: number }> => {
  const [row] = await tx.query<{ inbound: number; outbound: number }>(
    `select count(*) filter (where direction = 'inbound') as inbound,
       count(*) filter (where direction = 'outbound') as outbound
     from messages where id >= $1`,
    [first_id]
  )
  return row ?? { inbound: 0, outbound: 0 }
}

export type QueueCounts = {
  /** Messages: those whose turn comes, those for later, those that a limit of WhatsApp holds back. */
  messages: { queued: number; scheduled: number; held: number }
  deliveries: { queued: number; backlog: number }
  /** Everything else that the delivery role does later or by the clock. */
  jobs: number
}

export const countQueues = async (tx: Tx): Promise<QueueCounts> => {
  const [row] = await tx.query<{
    queued: number
    scheduled: number
    held: number
    deliveries: number
    jobs: number
    backlog: number
  }>(
    `select queued, scheduled, held, deliveries, jobs, (select count(*) from webhook_backlog) as backlog from
       (select count(*) filter (where turn is not null) as queued,
          count(*) filter (where turn is null and run_at <> 'infinity') as scheduled,
          count(*) filter (where turn is null and run_at = 'infinity') as held from outbound) m,
       (select count(*) filter (where task_identifier = 'deliver_webhook') as deliveries,
          count(*) filter (where task_identifier <> 'deliver_webhook') as jobs
        from graphile_worker.jobs where attempts < max_attempts) j`,
    [],
    'count_queues'
  )
  if (!row) throw new Error('the queues were not counted')
  const { queued, scheduled, held, deliveries, backlog, jobs } = row
  return {
    messages: { queued, scheduled, held },
    deliveries: { queued: deliveries, backlog },
    jobs
  }
}

const byStatus = <Status extends string>(
  statuses: readonly Status[],
  rows: { status: Status; count: number }[]
): Record<Status, number> => {
  const counted = new Map(rows.map(({ status, count }) => [status, count]))
  return Object.fromEntries(statuses.map((status) => [status, counted.get(status) ?? 0])) as Record<
    Status,
    number
  >
}
