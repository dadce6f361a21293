import { LRUCache } from 'lru-cache'

/** A map whose size is fixed, whatever is put into it. */
export type BoundedMap<Key extends string, Value extends object | number | string> = LRUCache<
  Key,
  Value
>

/**
 * A map that holds at most `entries_max`: what was not used for longest makes room. Whatever is kept under words that
 * strangers choose (addresses, e-mails, tokens, ids) belongs into one of these, so that no flood of them fills the memory.
 */
export const createBoundedMap = <Key extends string, Value extends object | number | string>(
  entries_max: number
): BoundedMap<Key, Value> => new LRUCache<Key, Value>({ max: entries_max })
