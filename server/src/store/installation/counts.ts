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

/** Shared workers that run and are to go on running. */
export const countSharedWorkers = async (tx: Tx): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(
    `select count(*) from instances where mode = 'shared' and status = 'running'`,
    [],
    'count_shared_workers'
  )
  return row?.count ?? 0
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
  delivery_backlog: number
  /** Jobs that will be done, by task. */
  jobs: Record<string, number>
}

export const countQueues = async (tx: Tx): Promise<QueueCounts> => {
  const [messages] = await tx.query<QueueCounts['messages']>(
    `select count(*) filter (where turn is not null) as queued,
       count(*) filter (where turn is null and run_at <> 'infinity') as scheduled,
       count(*) filter (where turn is null and run_at = 'infinity') as held from outbound`,
    [],
    'count_queued_messages'
  )
  const [backlog] = await tx.query<{ count: number }>(
    'select count(*) from webhook_backlog',
    [],
    'count_backlog'
  )
  const jobs = await tx.query<{ task: string; count: number }>(
    `select task_identifier as task, count(*) from graphile_worker.jobs
     where attempts < max_attempts group by task_identifier order by task_identifier`,
    [],
    'count_jobs'
  )
  return {
    messages: messages ?? { queued: 0, scheduled: 0, held: 0 },
    delivery_backlog: backlog?.count ?? 0,
    jobs: Object.fromEntries(jobs.map(({ task, count }) => [task, count]))
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
