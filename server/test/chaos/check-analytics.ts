import { change_types } from '../../src/domain/message-changes.ts'
import { countMessages } from '../../src/jobs/tasks/count-messages.ts'
import { type Db, openDb } from '../../src/lib/db.ts'
import type { Json } from './client.ts'
import type { Population } from './population.ts'

const zones = ['Europe/Berlin', 'America/New_York', 'Africa/Cairo'] as const
const intervals = ['hour', 'day'] as const
const hour_ms = 3_600_000
const day_ms = 24 * hour_ms
const names = ['sent', 'delivered', 'read', 'failed', 'canceled'] as const

type Row = { session_id: string; at_ms: number; direction: string } & Record<
  (typeof names)[number],
  boolean
>

/**
 * The last of all checks, for it adds messages: what analytics say in three time zones that is not what the messages say, recounted one by one: as the run left them, and
 * again when each has a copy about the hours in which one of the zones last changed its clocks.
 */
export const checkAnalytics = async (
  owner: Db,
  system_url: string,
  { tenants }: Population
): Promise<string[]> => {
  const system = openDb({
    url: system_url,
    connections_max: 1,
    application_name: 'recount'
  })
  try {
    return await compareTwice(owner, system, tenants)
  } finally {
    await system.close()
  }
}

const compareTwice = async (
  owner: Db,
  system: Db,
  tenants: Population['tenants']
): Promise<string[]> => {
  const now = new Date()
  const never = new AbortController().signal
  await countMessages(system, now, never)
  const from = new Date(now.getTime() - 2 * day_ms)
  const problems = await compare(owner, tenants, from, now, 'as the run left them')

  const changes = zones.map((zone) => lastChange(zone, now.getTime() - 3 * day_ms))
  const began = new Date(Math.min(...changes) - 2 * day_ms)
  await copyAround(owner, changes)
  // All of it is counted again, however long ago that was.
  await owner.query('update subscriptions set message_days = null')
  await owner.query('update message_stats_state set counted_until = $1', [began])
  await countMessages(system, now, never)
  problems.push(...(await compare(owner, tenants, began, now, 'over a change of clocks')))
  return problems
}

/** Copies each message to a time of 36 hours before or after one of these. Nothing happens because of them. */
const copyAround = async (owner: Db, changes: number[]): Promise<void> => {
  const columns = await owner.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
     where attrelid = 'messages'::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity <> 'a'`
  )
  const list = columns.map(({ name }) => name)
  const given: Record<string, string> = {
    id: `'msg_' || lpad(to_hex(($1::bigint[])[1 + place % $2] + (place * 7919 * 61001) % 259200000 - 129600000), 12, '0') || lpad(to_hex(place), 20, '0')`,
    whatsapp_id: `'COPY' || place`
  }
  await owner.query('alter table messages disable trigger user')
  await owner.query(
    `insert into messages (${list.join(', ')})
     select ${list.map((name) => given[name] ?? name).join(', ')}
     from (select *, row_number() over (order by id) as place from messages) m`,
    [changes, changes.length]
  )
  await owner.query('alter table messages enable trigger user')
}

const compare = async (
  owner: Db,
  tenants: Population['tenants'],
  from: Date,
  to: Date,
  when: string
): Promise<string[]> => {
  const rows = await owner.query<Row>(
    `select session_id, ('x' || substr(id, 5, 12))::bit(48)::bigint as at_ms, direction, sent_at is not null as sent,
       delivered_at is not null as delivered, read_at is not null as read, status = 'failed' as failed, status = 'canceled' as canceled
     from messages where type <> all ($1)`,
    [change_types]
  )
  if (rows.length === 0) return [`analytics ${when}: there is nothing to count`]
  const problems: string[] = []
  for (const timezone of zones)
    for (const interval of intervals) {
      const seen = new Map<string, string>()
      const range = `from=${from.toISOString()}&to=${to.toISOString()}`
      for (const client of tenants) {
        const url = `/api/v1/analytics/messages?${range}&timezone=${timezone}&interval=${interval}&group_by=session`
        const { status, body } = await client.call('GET', url)
        if (status !== 200) return [`analytics ${when}: ${status} ${JSON.stringify(body)}`]
        for (const one of body.data as Json[]) {
          const { accepted, ...steps } = one.outbound
          const bucket = `${bucketOf(timezone, interval, Date.parse(one.at))} ${one.group}`
          if (seen.has(bucket)) problems.push(`analytics ${when}: ${bucket} is there twice`)
          seen.set(bucket, written(one.inbound, accepted, steps))
        }
      }
      const recounted = recount(rows, timezone, interval)
      const wrong = [...new Set([...seen.keys(), ...recounted.keys()])].filter(
        (bucket) => seen.get(bucket) !== recounted.get(bucket)
      )
      for (const bucket of wrong.slice(0, 3))
        problems.push(
          `analytics ${when}, ${timezone} by ${interval}: ${bucket} has ${seen.get(bucket)}, not ${recounted.get(bucket)}; ${wrong.length} differ`
        )
    }
  return problems
}

const written = (inbound: number, accepted: number, steps: Record<string, number>): string =>
  `${inbound} in, ${accepted} out, ${names.map((name) => `${steps[name]} ${name}`).join(', ')}`

const recount = (rows: Row[], timezone: string, interval: 'hour' | 'day'): Map<string, string> => {
  const buckets = Map.groupBy(
    rows,
    ({ at_ms, session_id }) => `${bucketOf(timezone, interval, at_ms)} ${session_id}`
  )
  return new Map(
    [...buckets].map(([bucket, some]) => {
      const out = some.filter(({ direction }) => direction === 'outbound')
      const steps = Object.fromEntries(
        names.map((name) => [name, out.filter((one) => one[name]).length])
      )
      return [bucket, written(some.length - out.length, out.length, steps)]
    })
  )
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The day or the hour of a moment as people of the time zone write it; an hour that comes twice is told apart by its offset. */
const bucketOf = (timeZone: string, interval: 'hour' | 'day', at_ms: number): string => {
  const name = `${timeZone} ${interval}`
  const format =
    formats.get(name) ??
    new Intl.DateTimeFormat('sv-SE', {
      ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
      ...(interval === 'hour' && { hour: '2-digit', timeZoneName: 'longOffset' })
    })
  formats.set(name, format)
  return format.format(at_ms)
}

/** When the clocks of a time zone were last changed before a moment, to the hour. */
const lastChange = (timeZone: string, before_ms: number): number => {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  const offsetAt = (ms: number): string =>
    format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const start = Math.floor(before_ms / hour_ms) * hour_ms
  for (let ms = start; ms > start - 400 * day_ms; ms -= hour_ms)
    if (offsetAt(ms) !== offsetAt(ms - hour_ms)) return ms
  throw new Error(`${timeZone} did not change its clocks in a year`)
}
