import type { FaultReport } from './types-faults.ts'

/** What has happened since the start, or the last `reset`, and what is there now. */
export interface SimulatorStats {
  connections: number
  accounts: number
  phones: number
  messages_in: number
  messages_out: number
  acks: number
  receipts_in: number
  receipts_out: number
  /** Both directions together. */
  receipts: number
  retries_in: number
  retries_out: number
  nacks: number
  /** Streams that were ended because something was not acknowledged, and what it was the last time. */
  unacknowledged: number
  last_unacknowledged: string | null
  /** What clients that are connected have been told and have not acknowledged yet. */
  awaited_acks: number
  redelivered: number
  undecryptable: number
  privacy_tokens: number
  unknown_iqs: number
  unknown_iq_kinds: Record<string, number>
  logins: number
  logins_refused: number
  versions_refused: number
  pairings: number
  qr_shown: number
  deaf_pings: number
  deaf_stanzas: number
  pings: number
  code_requests: number
  /** Visits of the website that tells the newest version. */
  website_visits: number
  connections_taken: number
  media_connections_taken: number
  /** Files that were uploaded, and given out. */
  media_uploads: number
  media_downloads: number
  connections_failed: number
  phone_failures: number
  last_failure: string | null
  received_kept: number
  received_forgotten: number
  queued: number
  queue_dropped: number
  cpu_ms: number
  rss_bytes: number
  uptime_ms: number
  /** How often each fault has happened. */
  faults: FaultReport['applied']
}
