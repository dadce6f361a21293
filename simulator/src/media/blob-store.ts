/** Files by name up to a total of bytes; the oldest go first. */
export interface BlobStore {
  readonly bytes_max: number
  readonly blobs: Map<string, Blob>
  bytes: number
  forgotten: number
}

export interface Blob {
  readonly bytes: Buffer
  readonly mime: string
  /** Still here, but no longer given out: a phone can upload it anew. */
  expired: boolean
  /** How often that was done. Paths of before lead nowhere any more. */
  renewals: number
}

export const createBlobStore = (bytes_max: number): BlobStore => ({
  bytes_max,
  blobs: new Map(),
  bytes: 0,
  forgotten: 0
})

/** Keeps a file; the same name again replaces it and makes it the youngest. */
export const putBlob = (store: BlobStore, name: string, bytes: Buffer, mime: string): void => {
  removeBlob(store, name)
  store.blobs.set(name, { bytes, mime, expired: false, renewals: 0 })
  store.bytes += bytes.length
  for (const [oldest] of store.blobs) {
    if (store.bytes <= store.bytes_max) return
    removeBlob(store, oldest)
    store.forgotten += 1
  }
}

export const removeBlob = (store: BlobStore, name: string): void => {
  const blob = store.blobs.get(name)
  if (!blob) return
  store.blobs.delete(name)
  store.bytes -= blob.bytes.length
}

export const clearBlobs = (store: BlobStore): void => {
  store.blobs.clear()
  store.bytes = 0
  store.forgotten = 0
}
