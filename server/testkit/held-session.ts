import { clean } from '../src/whatsapp/clean.ts'
import type {
  Connection,
  ConnectionChange,
  ConnectionClosed,
  Engine,
  EngineEvent,
  Journal,
  StoredKeys
} from '../src/whatsapp/contract.ts'
import { until } from './until.ts'

type ChangeOf<T extends ConnectionChange['type']> = Extract<ConnectionChange, { type: T }>
type FactOf<T extends EngineEvent['type']> = Extract<EngineEvent, { type: T }>

/** What a session keeps, in memory: it outlives connections, and nothing of it counts before it was committed. */
export type HeldSession = {
  /** Opens a connection with what is committed. */
  open(engine: Engine, client_build: number): Connection
  readonly facts: EngineEvent[]
  /** What the newest connection has said. */
  readonly changes: readonly ConnectionChange[]
  /** The last change of this kind, when there is one. */
  change<T extends ConnectionChange['type']>(type: T): Promise<ChangeOf<T>>
  closed(): Promise<ConnectionClosed>
  fact<T extends EngineEvent['type']>(
    type: T,
    is?: (fact: FactOf<T>) => boolean
  ): Promise<FactOf<T>>
  /** Commits nothing until the returned function is called. */
  holdCommits(): () => void
  /** Nothing may be written for the session any more. */
  lose(): void
}

export const heldSession = (session_id: string): HeldSession => {
  const rows = new Map<string, Uint8Array | null>()
  const pending = new Map<string, { value: unknown; encode: (value: unknown) => Uint8Array }>()
  const facts: EngineEvent[] = []
  let credentials: Uint8Array | null = null
  let newer: (() => Uint8Array) | null = null
  let changes: ConnectionChange[] = []
  let recorded = 0
  let written = 0
  let holds = 0
  let lost = false
  let opened = 0
  let waiting: (() => void)[] = []
  const nameOf = (kind: string, key_id: string): string => `${kind} ${key_id}`

  const commit = (): void => {
    if (holds > 0 || lost) return
    for (const [name, { value, encode }] of pending)
      rows.set(name, value === null ? null : encode(value))
    pending.clear()
    if (newer) credentials = newer()
    newer = null
    written = recorded
    const resolved = waiting
    waiting = []
    for (const resolve of resolved) resolve()
  }
  const recordedOne = (): void => {
    recorded++
    setImmediate(commit)
  }
  const hold = (): (() => void) => {
    holds++
    let released = false
    return () => {
      if (released) return
      released = true
      holds--
      commit()
    }
  }

  const journal: Journal = {
    putKey: (kind, key_id, value, encode) => {
      pending.set(nameOf(kind, key_id), { value, encode })
      recordedOne()
    },
    pendingKey: (kind, key_id) => pending.get(nameOf(kind, key_id)),
    putCredentials: (encode) => {
      newer = encode
      recordedOne()
    },
    record: (fact) => {
      facts.push(fact)
      recordedOne()
    },
    hold,
    get lost() {
      return lost
    },
    get pending() {
      return recorded > written
    },
    settled: () => {
      if (lost) return Promise.reject(new Error('the session is lost'))
      return recorded === written
        ? Promise.resolve()
        : new Promise((resolve) => void waiting.push(resolve))
    }
  }

  const keys: StoredKeys = {
    load: async (kind, ids) =>
      new Map(
        ids.flatMap((id) => {
          const row = rows.get(nameOf(kind, id))
          return row ? [[id, row] as const] : []
        })
      ),
    known: async (id) => {
      const known = facts.find((fact) => fact.type === 'message' && fact.whatsapp_id === id)
      if (known?.type !== 'message') return 'unknown'
      return known.content ? 'complete' : 'undecryptable'
    },
    messages: async () => [],
    rawMessages: async () => [],
    sentContent: async () => null,
    secret: (id) => Buffer.alloc(32, id)
  }

  return {
    facts,
    get changes() {
      return changes
    },
    open: (engine, client_build) => {
      changes = []
      const own = changes
      return engine.open({
        session_id,
        cache_scope: `${session_id} ${opened++}`,
        journal,
        keys,
        credentials,
        proxy: null,
        client_build,
        changed: (change) => own.push(clean(change)),
        lidMapped: () => undefined,
        sentFile: async () => null,
        heard: () => undefined
      })
    },
    change: <T extends ConnectionChange['type']>(type: T) =>
      until(`the connection says ${type}`, async () =>
        changes.findLast((change): change is ChangeOf<T> => change.type === type)
      ) as Promise<ChangeOf<T>>,
    closed: () =>
      until('the connection is closed', async () =>
        changes.find((change) => change.type === 'closed')
      ) as Promise<ConnectionClosed>,
    fact: <T extends EngineEvent['type']>(type: T, is: (fact: FactOf<T>) => boolean = () => true) =>
      until(`${type} is recorded`, async () =>
        facts.find((fact): fact is FactOf<T> => fact.type === type && is(fact as FactOf<T>))
      ) as Promise<FactOf<T>>,
    holdCommits: hold,
    lose: () => {
      lost = true
    }
  }
}
