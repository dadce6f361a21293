import { BoundedMap } from '../lib/bounded-map.ts'

export interface Stats {
  /** Messages linked devices gave to the server, and messages given to linked devices. */
  messages_in: number
  messages_out: number
  acks: number
  receipts_in: number
  receipts_out: number
  /** Tokens that linked devices gave to contacts, so that these may ask for more than a stranger may. */
  privacy_tokens: number
  unknown_iqs: number
  undecryptable: number
  retries_in: number
  retries_out: number
  nacks: number
  /** Streams that were ended because something was not acknowledged, and what it was the last time. */
  unacknowledged: number
  last_unacknowledged: string | null
  redelivered: number
  logins: number
  logins_refused: number
  /** Of clients too old, linked or not. */
  versions_refused: number
  pairings: number
  qr_shown: number
  /** What was said to deaf connections: keep-alive pings, and all else. */
  deaf_pings: number
  deaf_stanzas: number
  /** Keep-alive pings of linked devices that were heard. */
  pings: number
  /** Requests for a code to type. */
  code_requests: number
  website_visits: number
  /** What was connected to the two servers, whatever became of it. */
  connections_taken: number
  media_connections_taken: number
  connections_failed: number
  /** What phones tried behind the scenes and could not do. */
  phone_failures: number
  /** Why the last failed connection, or phone, failed. */
  last_failure: string | null
  started_at: number
  cpu_start: NodeJS.CpuUsage
  /** Kinds of requests nobody here knows, to be taught. */
  unknown_iq_kinds: BoundedMap<string, number>
}

export const createStats = (): Stats => ({
  messages_in: 0,
  messages_out: 0,
  acks: 0,
  receipts_in: 0,
  receipts_out: 0,
  privacy_tokens: 0,
  unknown_iqs: 0,
  undecryptable: 0,
  retries_in: 0,
  retries_out: 0,
  nacks: 0,
  unacknowledged: 0,
  last_unacknowledged: null,
  redelivered: 0,
  logins: 0,
  logins_refused: 0,
  versions_refused: 0,
  pairings: 0,
  qr_shown: 0,
  deaf_pings: 0,
  deaf_stanzas: 0,
  pings: 0,
  code_requests: 0,
  website_visits: 0,
  connections_taken: 0,
  media_connections_taken: 0,
  connections_failed: 0,
  phone_failures: 0,
  last_failure: null,
  started_at: Date.now(),
  cpu_start: process.cpuUsage(),
  unknown_iq_kinds: new BoundedMap(200)
})

export const countUnknownIq = (stats: Stats, kind: string): void => {
  stats.unknown_iqs += 1
  stats.unknown_iq_kinds.set(kind, (stats.unknown_iq_kinds.get(kind) ?? 0) + 1)
}

export const countFailure = (stats: Stats, error: unknown): void => {
  stats.phone_failures += 1
  stats.last_failure = error instanceof Error ? (error.stack ?? error.message) : String(error)
}
