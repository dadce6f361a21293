import { BufferJSON } from 'baileys'
import type { StoredKeys } from '../../contract.ts'
import type { BorderJournal } from '../border.ts'

/** A few things a session must not forget, by name. They are kept sealed among its protocol keys, and go with the link. */
export type KeptMap<T> = {
  /** Resolves when what was kept before is there; the rest is for afterwards. */
  ready(): Promise<void>
  get(name: string): T | undefined
  /** What is changed is written with whatever is recorded around it. */
  set(name: string, value: T): void
  delete(name: string): void
  entries(): [string, T][]
  /** The names that begin so. */
  names(prefix: string): string[]
}

const kind = 'gateway'

/** `evicted` hears of what had to go, the oldest first, because there was too much. */
export const createKeptMap = <T>(
  key_id: string,
  bounds: { entries_max: number; characters_max: number },
  journal: BorderJournal,
  stored: StoredKeys,
  evicted: (name: string, value: T) => void = () => undefined
): KeptMap<T> => {
  const texts = new Map<string, string>()
  let characters = 0
  let loading: Promise<void> | undefined

  const load = async (): Promise<void> => {
    const pending = journal.pendingKey(kind, key_id)
    const row = pending ? null : (await stored.load(kind, [key_id])).get(key_id)
    const before = pending ? pending.value : row && JSON.parse(Buffer.from(row).toString('utf8'))
    for (const [name, text] of (before ?? []) as [string, string][]) put(name, text)
  }

  const put = (name: string, text: string): void => {
    remove(name)
    texts.set(name, text)
    characters += text.length
  }

  const remove = (name: string): boolean => {
    characters -= texts.get(name)?.length ?? 0
    return texts.delete(name)
  }

  const write = (): void =>
    journal.putKey(kind, key_id, texts.size === 0 ? null : [...texts], (value) =>
      Buffer.from(JSON.stringify(value))
    )

  return {
    ready: () => (loading ??= load()),
    get: (name) => {
      const text = texts.get(name)
      return text === undefined ? undefined : JSON.parse(text, BufferJSON.reviver)
    },
    set: (name, value) => {
      put(name, JSON.stringify(value, BufferJSON.replacer))
      for (const [oldest, text] of texts) {
        if (texts.size <= bounds.entries_max && characters <= bounds.characters_max) break
        remove(oldest)
        evicted(oldest, JSON.parse(text, BufferJSON.reviver))
      }
      write()
    },
    delete: (name) => {
      if (remove(name)) write()
    },
    names: (prefix) =>
      texts.size === 0 ? [] : [...texts.keys()].filter((name) => name.startsWith(prefix)),
    entries: () => [...texts].map(([name, text]) => [name, JSON.parse(text, BufferJSON.reviver)])
  }
}
