import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../domain/errors.ts'
import {
  type MediaDetails,
  type MediaPurpose,
  type MediaRow,
  no_details,
  originContext
} from '../../domain/media.ts'
import { hasDetails } from '../../domain/media-type.ts'
import type { Db, Tx } from '../../lib/db.ts'
import { unsealWith } from '../../lib/key-ring.ts'
import { createSemaphore } from '../../lib/semaphore.ts'
import { type MediaKey, MediaTooLarge, MediaUnfit } from '../../media/contract.ts'
import { MediaEmpty, type TakenFile, takeFile } from '../../media/intake.ts'
import { mediaView } from '../../schemas/media.ts'
import { putEvents } from '../../store/events/put.ts'
import { keepFile } from '../../store/media/files.ts'
import {
  setMediaReady,
  setMediaUnavailable,
  setRenditionReady,
  setRenditionUnavailable
} from '../../store/media/work.ts'
import { convert } from './convert.ts'
import { examine } from './examine.ts'
import { fetchUrl } from './fetch-url.ts'
import type { MediaDeps } from './media-deps.ts'
import { MediaRefused } from './media-refused.ts'
import { pokeWorkers, settleWaiting } from './settle.ts'

/** Pictures and sounds take whole cores: so many are worked on at once, for at most so long. */
const places = createSemaphore(2, 15 * 60_000)

type Work = { db: Db; media: MediaDeps }

/** Fetches a file where that is to be done, finds out what is to be known of it, and tells how that ended. */
export const processFile = async (
  work: Work,
  row: MediaRow,
  signal: AbortSignal
): Promise<void> => {
  const { db } = work
  try {
    const taken = row.sha256 ? (row as TakenFile) : await fetchFile(work, row, signal)
    // step: file at hand
    const details = await detailsOf(work, row.tenant_id, taken, signal)
    // step: file examined
    const free = await db.transaction(async (tx) => {
      await keep(tx, work, row.tenant_id, taken)
      return tell(tx, await setMediaReady(tx, row.id, { ...taken, ...details }))
    })
    // step: examination recorded
    await pokeWorkers(work, free)
  } catch (error) {
    const { reason } = asRefused(error)
    const free = await db.transaction(async (tx) =>
      tell(tx, await setMediaUnavailable(tx, row.id, reason))
    )
    await pokeWorkers(work, free)
  }
}

/** Makes a file into what messages need it to be, and lets those go that wait for it. */
export const convertFile = async (
  work: Work,
  row: MediaRow,
  purpose: MediaPurpose,
  signal: AbortSignal
): Promise<void> => {
  const { db, media } = work
  const key = { media_id: row.id, purpose }
  const { tenant_id } = row
  try {
    const made = await inPlace(
      work,
      async (folder) => {
        const [from, to] = [join(folder, 'from'), join(folder, 'to')]
        await copyOut(media, { tenant_id, sha256: row.sha256 ?? '' }, from, signal)
        const { ffmpeg, bytes_max } = media
        const mime_type = await convert(from, to, { purpose, ffmpeg, bytes_max, signal })
        const details = await examine(to, mime_type, ffmpeg, signal)
        // step: file converted
        const stored = await media.store.put(tenant_id, createReadStream(to), {
          bytes_max,
          signal
        })
        return { ...details, sha256: stored.sha256, bytes: stored.bytes, mime_type }
      },
      signal
    )
    // step: conversion stored
    const free = await db.transaction(async (tx) => {
      await keep(tx, work, tenant_id, made)
      await setRenditionReady(tx, key, made)
      return settleWaiting(tx, row.id)
    })
    // step: conversion recorded
    await pokeWorkers(work, free)
  } catch (error) {
    const { reason } = asRefused(error)
    const free = await db.transaction(async (tx) => {
      await setRenditionUnavailable(tx, key, reason)
      return settleWaiting(tx, row.id)
    })
    await pokeWorkers(work, free)
  }
}

const tell = async (tx: Tx, row: MediaRow | null): Promise<string[]> => {
  if (!row) return []
  const { tenant_id, session_id } = row
  const type = row.status === 'ready' ? 'media.ready' : 'media.unavailable'
  putEvents(tx, [{ tenant_id, session_id, type, data: mediaView(row) }])
  return settleWaiting(tx, row.id)
}

const keep = async (tx: Tx, { media }: Work, tenant_id: string, file: TakenFile): Promise<void> => {
  await keepFile(tx, tenant_id, file)
  // It may have been deleted as unused in the moment between: then the job begins anew.
  if (!(await media.store.find({ tenant_id, sha256: file.sha256 })))
    throw new Error('the file has gone before its row was written')
}

const fetchFile = ({ media }: Work, row: MediaRow, signal: AbortSignal): Promise<TakenFile> => {
  const url = unsealWith(media.webhook_key, row.origin ?? Buffer.alloc(0), originContext(row.id))
  const { bytes_max, guard, user_agent, patience } = media
  return fetchUrl(
    url.toString(),
    { guard, bytes_max, user_agent, patience, signal },
    (content, said_type) =>
      takeFile(media.store, row.tenant_id, content, { bytes_max, said_type, signal })
  )
}

const detailsOf = async (
  work: Work,
  tenant_id: string,
  { sha256, mime_type }: TakenFile,
  signal: AbortSignal
): Promise<MediaDetails> => {
  if (!hasDetails(mime_type)) return no_details
  return inPlace(
    work,
    async (folder) => {
      const path = join(folder, 'file')
      await copyOut(work.media, { tenant_id, sha256 }, path, signal)
      return examine(path, mime_type, work.media.ffmpeg, signal)
    },
    signal
  )
}

const inPlace = async <T>(
  { media }: Work,
  task: (folder: string) => Promise<T>,
  signal: AbortSignal
): Promise<T> => {
  const leave = await places.enter(signal)
  const folder = join(media.temporary, randomUUID())
  try {
    signal.throwIfAborted()
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return await task(folder)
  } finally {
    leave()
    await rm(folder, { recursive: true, force: true })
  }
}

const copyOut = async (
  { store }: MediaDeps,
  key: MediaKey,
  path: string,
  signal: AbortSignal
): Promise<void> => {
  const found = await store.read(key)
  if (!found) throw new Error('a file that a row names is not there')
  await pipeline(found.content, createWriteStream(path, { mode: 0o600 }), { signal })
}

/** What is told to whoever gave the file; anything else goes on as the error it is, and the job is tried again. */
const asRefused = (error: unknown): MediaRefused => {
  if (error instanceof MediaRefused) return error
  if (error instanceof MediaEmpty) return new MediaRefused('empty', { cause: error })
  if (error instanceof MediaUnfit) return new MediaRefused(error.reason, { cause: error })
  if (error instanceof MediaTooLarge) return new MediaRefused('too_large', { cause: error })
  if (error instanceof AppError && error.code === 'media_storage_full')
    return new MediaRefused('storage_full', { cause: error })
  throw error
}
