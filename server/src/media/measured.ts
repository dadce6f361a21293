import type { Meters } from '../lib/meters.ts'
import type { MediaStore } from './contract.ts'
import type { media_meters } from './meters.ts'

/** The same store, and counts what passes through it. */
export const measuredMedia = (
  store: MediaStore,
  meters: Pick<Meters<typeof media_meters>, 'count'>
): MediaStore => ({
  kind: store.kind,
  put: async (tenant_id, content, options) => {
    const stored = await store.put(tenant_id, content, options)
    meters.count('gateway_media_bytes_total', { way: 'stored' }, stored.bytes)
    return stored
  },
  read: async (key, range) => {
    const found = await store.read(key, range)
    if (found) meters.count('gateway_media_bytes_total', { way: 'read' }, found.to - found.from + 1)
    return found
  },
  find: (key) => store.find(key),
  delete: (key) => store.delete(key),
  deleteAll: (tenant_id) => store.deleteAll(tenant_id),
  list: (tenant_id) => store.list(tenant_id),
  removeUnfinished: (before) => store.removeUnfinished(before),
  freeBytes: () => store.freeBytes(),
  check: () => store.check()
})
