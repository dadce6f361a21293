import type { StoredKeys } from '../../contract.ts'
import type { BorderJournal } from '../border.ts'
import {
  type Collection,
  type CollectionName,
  collection_names,
  decodeCollection,
  encodeCollection,
  new_collection
} from './collection.ts'

/** How far a collection was read, how far it is said to be, and whether it was read to its end before. */
export type Mark = { has: number; wanted: number; read: boolean }

const unread: Mark = { has: 0, wanted: 0, read: false }

/**
 * What is on disk of the collections. Marks are small, read once and kept; a collection holds a MAC for each setting, which
 * can be tens of thousands, and is read when it has changed.
 */
export type Marks = {
  /** Resolves when marks are known. */
  ready(): Promise<void>
  of(name: CollectionName): Mark
  put(name: CollectionName, mark: Mark): void
  collection(name: CollectionName): Promise<Collection>
  putCollection(name: CollectionName, collection: Collection): void
}

export const createMarks = (journal: BorderJournal, stored: StoredKeys): Marks => {
  const marks = new Map<CollectionName, Mark>()

  const put = (name: CollectionName, mark: Mark): void => {
    marks.set(name, mark)
    journal.putKey(mark_kind, name, mark, (value) => Buffer.from(JSON.stringify(value)))
  }
  const load = async (): Promise<void> => {
    const found = await stored.load(mark_kind, [...collection_names])
    for (const [name, bytes] of found)
      marks.set(name as CollectionName, JSON.parse(Buffer.from(bytes).toString('utf8')))
  }

  let loading: Promise<void> | undefined
  return {
    ready: () => (loading ??= load()),
    of: (name) => marks.get(name) ?? unread,
    put,
    collection: async (name) => {
      const pending = journal.pendingKey(collection_kind, name)
      if (pending) return (pending.value as Collection | null) ?? new_collection
      const bytes = (await stored.load(collection_kind, [name])).get(name)
      return bytes ? decodeCollection(bytes) : new_collection
    },
    putCollection: (name, collection) =>
      journal.putKey(collection_kind, name, collection, (value) =>
        encodeCollection(value as Collection)
      )
  }
}

const mark_kind = 'app-state-mark'
const collection_kind = 'app-state-collection'
