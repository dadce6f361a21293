import { seal } from '../../lib/crypto.ts'
import type { EngineEvent, Journal } from '../../whatsapp/contract.ts'
import { sealContext } from '../records/stored-session.ts'
import type { Change, SessionBatch } from './change.ts'
import type { Committer } from './committer.ts'
import { changesOf } from './to-changes.ts'
import type { Source } from './turn.ts'

export type Lease = { session_id: string; tenant_id: string; epoch: number; session_key: Buffer }

export type SessionJournal = Journal & {
  add(change: Change): void
  /** Records a change that may wait until something else is written. */
  note(change: Change): void
  /** From now on nothing of this session may be written or sent. */
  lose(error: Error): void
}

/** How exactly it is kept when WhatsApp was last heard of. */
const seen_every_ms = 60_000

type KeyChange = {
  kind: string
  key_id: string
  value: unknown
  encode: (value: unknown) => Uint8Array
}

/**
 * What one session has done since it was last written. Keys and credentials are overwritten in place, so that only their
 * newest value is sealed and stored; changes keep their order. `fenced` tells by the clock whether the lease has run out.
 */
export const createJournal = (
  lease: Lease,
  committer: Committer,
  fenced: () => boolean,
  /** Hears of each fact, after it was recorded. */
  recorded_fact: (fact: EngineEvent) => void = () => undefined
): SessionJournal => {
  const { clock } = committer
  let keys = new Map<string, KeyChange>()
  let credentials: (() => Uint8Array) | undefined
  let changes: Change[] = []
  let writing: { keys: Map<string, KeyChange>; upto: number } | undefined
  let recorded = 0
  let seen_ms = Number.NEGATIVE_INFINITY
  let written = 0
  let holds = 0
  let loss: Error | undefined
  let fenced_once = false
  // Of a link that has ended nothing is kept: what was still being read when it did brings its keys too late.
  let unlinked = false
  let waiting: { upto: number; resolve(): void; reject(error: Error): void }[] = []

  const name = (kind: string, key_id: string): string => `${kind} ${key_id}`

  const source: Source = {
    take: () => {
      if (holds > 0 || writing || recorded === written || loss) return null
      const batch: SessionBatch = {
        session_id: lease.session_id,
        tenant_id: lease.tenant_id,
        epoch: lease.epoch,
        keys: [...keys.values()].map((key) => sealedKey(lease, key)),
        credentials: credentials
          ? seal(lease.session_key, credentials(), sealContext.credentials(lease.session_id))
          : null,
        changes
      }
      writing = { keys, upto: recorded }
      keys = new Map()
      credentials = undefined
      changes = []
      return batch
    },
    committed: () => {
      written = writing?.upto ?? written
      writing = undefined
      const settled = waiting.filter((one) => one.upto <= written)
      waiting = waiting.filter((one) => one.upto > written)
      for (const one of settled) one.resolve()
      if (waiting.length > 0 || changes.length > 0) committer.wake(source)
    },
    failed: (error) => lose(error)
  }

  const lose = (error: Error): void => {
    loss ??= error
    writing = undefined
    const rejected = waiting
    waiting = []
    for (const one of rejected) one.reject(loss)
  }

  return {
    putKey: (kind, key_id, value, encode) => {
      if (unlinked) return
      keys.set(name(kind, key_id), { kind, key_id, value, encode })
      recorded++
    },
    pendingKey: (kind, key_id) =>
      keys.get(name(kind, key_id)) ?? writing?.keys.get(name(kind, key_id)),
    putCredentials: (encode) => {
      if (unlinked) return
      credentials = encode
      recorded++
    },
    record: (fact) => {
      if (fact.type === 'status_post') committer.counts.status_posts++
      if (fact.type === 'unplaced') committer.counts.unplaced++
      if (fact.type === 'ignored_change') committer.counts.ignored_changes++
      if (fact.type === 'unknown_stanza') committer.unknown(fact.tag, lease.session_id)
      changes.push(...changesOf(fact, lease))
      // Rides along with what is written anyway.
      if (clock.monotonic_ms() - seen_ms > seen_every_ms) {
        seen_ms = clock.monotonic_ms()
        changes.push({ type: 'session', change: { last_seen_at: clock.now() }, event: null })
      }
      recorded++
      committer.wake(source)
      recorded_fact(fact)
    },
    add: (change) => {
      unlinked ||= change.type === 'unlink'
      changes.push(change)
      recorded++
      committer.wake(source)
    },
    note: (change) => {
      changes.push(change)
      recorded++
    },
    hold: () => {
      holds++
      let released = false
      return () => {
        if (released) return
        released = true
        holds--
        if (holds === 0 && (waiting.length > 0 || changes.length > 0)) committer.wake(source)
      }
    },
    get pending() {
      return recorded > written
    },
    get lost() {
      // Once is for ever, also when the lease is renewed after all: frames were refused meanwhile, their connection was
      // closed for it, and nobody was told.
      fenced_once ||= fenced()
      return loss !== undefined || fenced_once
    },
    settled: () => {
      if (recorded === written) return Promise.resolve()
      if (loss) return Promise.reject(loss)
      committer.wake(source)
      return new Promise((resolve, reject) => {
        waiting.push({ upto: recorded, resolve, reject })
      })
    },
    lose
  }
}

const sealedKey = (
  { session_id, tenant_id, session_key }: Lease,
  { kind, key_id, value, encode }: KeyChange
): SessionBatch['keys'][number] => ({
  session_id,
  tenant_id,
  kind,
  key_id,
  sealed:
    value === null
      ? null
      : seal(session_key, encode(value), sealContext.key(session_id, kind, key_id))
})
