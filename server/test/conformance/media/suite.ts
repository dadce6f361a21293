import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { MediaStore, StoredMedia } from '../../../src/media/contract.ts'
import { collect } from '../../../testkit/collect.ts'

/** States one promise, and how it is tried on an empty store. */
export type MediaPromise = (title: string, work: (store: MediaStore) => Promise<void>) => void

export const mega = 1024 * 1024
export const limit = { bytes_max: 10 * mega }
export const ada = 'ten_ada'
export const eve = 'ten_eve'

/** The hash under which content is kept. */
export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')

/** The bytes as a stream, in pieces of this size. */
export const pieces = async function* (bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** All that was stored, as one. */
export const readAll = async (store: MediaStore, stored: StoredMedia): Promise<Buffer> => {
  const found = await store.read(stored)
  assert.ok(found)
  return buffer(found.content)
}

/** What is listed: of one tenant, or of all. */
export const listed = (store: MediaStore, tenant_id?: string): Promise<StoredMedia[]> =>
  (async () => collect(store.list(tenant_id)))()
