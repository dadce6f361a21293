import { z } from 'zod'
import { type InstanceRow, instance_modes, instance_statuses } from '../domain/instance.ts'
import { time } from './time.ts'

export const InstanceStatus = z.enum(instance_statuses)

export const Instance = z
  .object({
    id: z.string(),
    session_ids: z.array(z.string()).describe('Your sessions on this instance.'),
    status: InstanceStatus,
    status_reason: z.string().nullable(),
    mode: z
      .enum(instance_modes)
      .describe(
        'Whether the instance hosts one session, the sessions of one customer, or sessions of many customers.'
      ),
    driver: z.string().describe('What runs the instance: process or docker.'),
    host: z
      .string()
      .nullable()
      .describe('Where the instance listens; null until it has been started.'),
    port: z.number().nullable(),
    sessions_max: z.number(),
    restarts: z.number(),
    started_at: time.nullable(),
    heartbeat_at: time.nullable(),
    stopped_at: time.nullable(),
    created_at: time
  })
  .meta({ id: 'Instance' })

export type Instance = z.output<typeof Instance>

/** What an event tells of an instance: nothing of the other tenants on it. */
export const InstanceNews = Instance.pick({
  id: true,
  mode: true,
  status: true,
  status_reason: true,
  started_at: true,
  stopped_at: true
}).meta({ id: 'InstanceNews' })
export type InstanceNews = z.output<typeof InstanceNews>

export const instanceNews = (row: InstanceRow): InstanceNews => ({
  id: row.id,
  mode: row.mode,
  status: row.status,
  status_reason: row.status_reason,
  started_at: row.started_at,
  stopped_at: row.stopped_at
})

export const InstanceHealth = z
  .object({
    instance_id: z.string(),
    status: z.enum(['healthy', 'draining', 'unhealthy', 'stopped', 'failed']),
    checked_at: time,
    uptime_s: z.number().nullable(),
    sessions: z.array(z.object({ session_id: z.string(), connected: z.boolean() }))
  })
  .meta({ id: 'InstanceHealth' })
export type InstanceHealth = z.output<typeof InstanceHealth>

const own = z
  .number()
  .nullable()
  .describe('null on an instance that you share with other customers.')

export const InstanceStats = z
  .object({
    instance_id: z.string(),
    uptime_s: z.number(),
    memory_rss_bytes: own,
    cpu_s: own,
    queue_depth: own,
    sessions_count: z.number(),
    connected_count: z.number()
  })
  .meta({ id: 'InstanceStats' })
export type InstanceStats = z.output<typeof InstanceStats>
