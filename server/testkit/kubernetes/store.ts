/** Objects as an API server keeps them: each change has a number, and what changed lately can be told once more. */
// biome-ignore lint/suspicious/noExplicitAny: objects of Kubernetes are looked into as they come
export type Made = any

export type Change = {
  version: number
  kind: string
  type: 'ADDED' | 'MODIFIED' | 'DELETED'
  object: Made
}

export type Store = {
  version(): number
  get(kind: string, name: string): Made | undefined
  list(kind: string): Made[]
  /** Keeps a new object, with an id and the time of day. */
  create(kind: string, object: Made): Made
  /** Lets `change` change the object, and tells of it. One that is gone stays gone. */
  update(kind: string, name: string, change: (object: Made) => void): void
  remove(kind: string, name: string): void
  /** All changes of this kind after this version, then each as it comes; null: they are forgotten (410). */
  follow(kind: string, after: number, told: (change: Change) => void): (() => void) | null
  /** Hears of every change. */
  onChange(told: (change: Change) => void): void
  /** Forgets what has changed so far: who has fallen behind has to list anew. */
  compact(): void
}

export const createStore = (): Store => {
  const objects = new Map<string, Map<string, Made>>()
  const listeners = new Set<(change: Change) => void>()
  let history: Change[] = []
  let version = 1_000
  let forgotten = version

  const of = (kind: string): Map<string, Made> => {
    const found = objects.get(kind) ?? new Map<string, Made>()
    objects.set(kind, found)
    return found
  }
  const tell = (kind: string, type: Change['type'], object: Made): void => {
    version++
    object.metadata.resourceVersion = String(version)
    const change = { version, kind, type, object: structuredClone(object) }
    history.push(change)
    for (const listener of [...listeners]) listener(change)
  }

  return {
    version: () => version,
    get: (kind, name) => of(kind).get(name),
    list: (kind) => [...of(kind).values()].map((one) => structuredClone(one)),
    create: (kind, object) => {
      const made = structuredClone(object)
      made.metadata.uid = crypto.randomUUID()
      made.metadata.creationTimestamp = new Date().toISOString().replace(/\.\d+Z/, 'Z')
      of(kind).set(made.metadata.name, made)
      tell(kind, 'ADDED', made)
      return structuredClone(made)
    },
    update: (kind, name, change) => {
      const found = of(kind).get(name)
      if (!found) return
      change(found)
      tell(kind, 'MODIFIED', found)
    },
    remove: (kind, name) => {
      const found = of(kind).get(name)
      if (!found) return
      of(kind).delete(name)
      tell(kind, 'DELETED', found)
    },
    follow: (kind, after, told) => {
      if (after < forgotten) return null
      const listener = (change: Change): void => {
        if (change.kind === kind) told(change)
      }
      for (const change of history) if (change.version > after) listener(change)
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onChange: (told) => void listeners.add(told),
    compact: () => {
      history = []
      forgotten = version
    }
  }
}
