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
  const kept = createKept()
  let changes: ConnectionChange[] = []
  let opened = 0
  return {
    facts: kept.facts,
    get changes() {
      return changes
    },
    open: (engine, client_build) => {
      changes = []
      const own = changes
      return engine.open({
        session_id,
        cache_scope: `${session_id} ${opened++}`,
        journal: kept.journal,
        keys: kept.keys,
        credentials: kept.credentials(),
        proxy: null,
        client_build,
        changed: (change) => own.push(clean(change)),
        lidMapped: () => undefined,
        sentFile: async () => null,
        rejectsCalls: async () => false,
        keepsStatuses: async () => false,
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
        kept.facts.find((fact): fact is FactOf<T> => fact.type === type && is(fact as FactOf<T>))
      ) as Promise<FactOf<T>>,
    holdCommits: kept.journal.hold,
    lose: kept.lose
  }
}

type Kept = {
  facts: EngineEvent[]
  /** What was committed last; null: nothing yet. */
  credentials(): Uint8Array | null
  journal: Journal
  keys: StoredKeys
  lose(): void
}

/** What was recorded, and what of it is committed: a turn of the event loop later, unless something holds it. */
const createKept = (): Kept => {
  const commits = createCommits()
  const rows = new Map<string, Uint8Array | null>()
  const pending = new Map<string, { value: unknown; encode: (value: unknown) => Uint8Array }>()
  const facts: EngineEvent[] = []
  let credentials: Uint8Array | null = null
  let newer: (() => Uint8Array) | null = null
  commits.committing(() => {
    for (const [name, { value, encode }] of pending)
      rows.set(name, value === null ? null : encode(value))
    pending.clear()
    if (newer) credentials = newer()
    newer = null
  })
  const journal: Journal = {
    putKey: (kind, key_id, value, encode) => {
      pending.set(nameOf(kind, key_id), { value, encode })
      commits.recorded()
    },
    pendingKey: (kind, key_id) => pending.get(nameOf(kind, key_id)),
    putCredentials: (encode) => {
      newer = encode
      commits.recorded()
    },
    record: (fact) => {
      facts.push(fact)
      commits.recorded()
    },
    hold: commits.hold,
    get lost() {
      return commits.lost
    },
    get pending() {
      return commits.pending
    },
    settled: commits.settled
  }
  return {
    facts,
    credentials: () => credentials,
    journal,
    keys: storedKeys(rows, facts),
    lose: commits.lose
  }
}

/** When what was recorded is written: what waits for it, what holds it, and that it may never be again. */
const createCommits = () => {
  let write = (): void => undefined
  let recorded = 0
  let written = 0
  let holds = 0
  let lost = false
  let waiting: (() => void)[] = []
  const commit = (): void => {
    if (holds > 0 || lost) return
    write()
    written = recorded
    const resolved = waiting
    waiting = []
    for (const resolve of resolved) resolve()
  }
  return {
    committing: (step: () => void): void => {
      write = step
    },
    recorded: (): void => {
      recorded++
      setImmediate(commit)
    },
    hold: (): (() => void) => {
      holds++
      let released = false
      return () => {
        if (released) return
        released = true
        holds--
        commit()
      }
    },
    lose: (): void => {
      lost = true
    },
    get lost() {
      return lost
    },
    get pending() {
      return recorded > written
    },
    settled: (): Promise<void> => {
      if (lost) return Promise.reject(new Error('the session is lost'))
      return recorded === written
        ? Promise.resolve()
        : new Promise((resolve) => void waiting.push(resolve))
    }
  }
}

const storedKeys = (
  rows: ReadonlyMap<string, Uint8Array | null>,
  facts: readonly EngineEvent[]
): StoredKeys => ({
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
  isNamed: async () => true,
  sentContent: async () => null,
  secret: (id) => Buffer.alloc(32, id)
})

const nameOf = (kind: string, key_id: string): string => `${kind} ${key_id}`
