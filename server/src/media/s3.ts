import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import { AppError } from '../domain/errors.ts'
import {
  checkMediaKey,
  checkTenantId,
  isMediaKey,
  type MediaContent,
  type MediaKey,
  MediaRangeError,
  type MediaStore,
  rangeWithin,
  type StoredMedia
} from './contract.ts'
import { createPartialFiles, type PartialFile } from './partial-files.ts'
import { pourStream } from './pour-file.ts'
import type { Scanner } from './scanner.ts'

export type S3Options = {
  bucket: string
  region: string
  /** Unset: that of AWS. */
  endpoint?: string | undefined
  /** Unset: as the environment or the machine provides them. */
  credentials?: { accessKeyId: string; secretAccessKey: string } | undefined
  /** The bucket stands in the path of an address, not in its name. */
  path_style: boolean
  /** Before the name of every object: nothing else has names that begin so. */
  prefix: string
  /** A folder on a disk: content waits there until its hash, and so its name, is known. */
  temporary: string
  free_bytes_min: number
  used_percent_max?: number
  scanner?: Scanner | undefined
}

const attempts_max = 4
const connect_ms = 5_000
/** Without a byte for so long an answer is given up. */
const idle_ms = 60_000

/**
 * Files as objects `<prefix><tenant>/<sha256>` of a bucket, of AWS or of any other service that speaks S3. An object is there as
 * a whole or not at all, and the service checks the content against its hash, which goes with it. The client is loaded when it
 * is first needed. A service that cannot be reached is the error `file_store_away`.
 */
export const createS3Media = (options: S3Options): MediaStore => {
  const { bucket: Bucket, prefix } = options
  const partials = createPartialFiles({ ...options, folder: options.temporary })
  let opened: Promise<Opened> | undefined
  const s3 = (): Promise<Opened> => {
    opened ??= openClient(options)
    return opened
  }
  const nameOf = (key: MediaKey): Name => {
    checkMediaKey(key)
    return { Bucket, Key: `${prefix}${key.tenant_id}/${key.sha256}` }
  }

  const find = async (key: MediaKey): Promise<StoredMedia | null> => {
    const name = nameOf(key)
    const { client, HeadObjectCommand } = await s3()
    const found = await orNull(() => client.send(new HeadObjectCommand(name)))
    if (!found) return null
    const { tenant_id, sha256 } = key
    const stored_at = wholeSeconds(found.LastModified)
    return { tenant_id, sha256, bytes: found.ContentLength ?? 0, stored_at }
  }

  const read = async (
    key: MediaKey,
    range: { from: number; to?: number } | undefined
  ): Promise<MediaContent | null> => {
    const name = nameOf(key)
    const within = range && (await rangeOf(key, range))
    return within === null ? null : readObject(await s3(), name, within)
  }

  const rangeOf = async (key: MediaKey, range: { from: number; to?: number }) => {
    const found = await find(key)
    return found && rangeIn(found, range)
  }

  return {
    kind: 's3',
    put: (tenant_id, content, put_options) =>
      partials.write(
        content,
        put_options,
        async ({ path, sha256, bytes }) => {
          const key = { tenant_id, sha256 }
          await upload(await s3(), nameOf(key), { path, sha256, bytes })
          const stored = await find(key)
          if (!stored) throw new Error('an object has gone while it was put')
          return stored
        },
        () => checkTenantId(tenant_id)
      ),
    find,
    read,
    delete: async (key) => {
      const name = nameOf(key)
      await deleteObject(await s3(), name)
    },
    deleteAll: async (tenant_id) => {
      checkTenantId(tenant_id)
      for await (const file of listObjects(s3, Bucket, prefix, tenant_id))
        await deleteObject(await s3(), nameOf(file))
    },
    list: (tenant_id) => {
      if (tenant_id !== undefined) checkTenantId(tenant_id)
      return listObjects(s3, Bucket, prefix, tenant_id)
    },
    removeUnfinished: partials.removeBefore,
    freeBytes: async () => null,
    check: async () => {
      const { client, HeadBucketCommand } = await s3()
      await client.send(new HeadBucketCommand({ Bucket }))
      await options.scanner?.check()
    }
  }
}

type Name = { Bucket: string; Key: string }
type Within = { bytes: number; from: number; to: number }

const rangeIn = ({ bytes }: StoredMedia, range: { from: number; to?: number }): Within => {
  if (bytes === 0) throw new MediaRangeError(0)
  return { bytes, ...rangeWithin(bytes, range) }
}

const deleteObject = async ({ client, DeleteObjectCommand }: Opened, name: Name): Promise<void> => {
  await orNull(() => client.send(new DeleteObjectCommand(name)))
}

const readObject = async (
  { client, GetObjectCommand }: Opened,
  name: Name,
  within: Within | undefined
): Promise<MediaContent | null> => {
  const Range = within && `bytes=${within.from}-${within.to}`
  const found = await orNull(() =>
    client.send(new GetObjectCommand({ ...name, ...(Range && { Range }) }))
  )
  if (!found) return null
  const content = (found.Body as Readable | undefined) ?? Readable.from([])
  const length = found.ContentLength ?? 0
  if (!within) return { ...poured(content), bytes: length, from: 0, to: length - 1 }
  // Some services give more than the range, down to all of it.
  const is_part = length === within.to - within.from + 1
  return { ...poured(is_part ? content : Readable.from(cut(content, within))), ...within }
}

const poured = (content: Readable): Pick<MediaContent, 'content' | 'pour'> => ({
  content,
  pour: (into) => pourStream(content, into)
})

const upload = async (
  { client, PutObjectCommand }: Opened,
  name: Name,
  { path, sha256, bytes }: PartialFile
): Promise<void> => {
  // The service refuses content with another hash.
  const ChecksumSHA256 = Buffer.from(sha256, 'hex').toString('base64')
  for (let attempt = 1; ; attempt++) {
    const Body = createReadStream(path)
    try {
      const object = { ...name, Body, ContentLength: bytes, ChecksumSHA256 }
      await client.send(new PutObjectCommand(object))
      return
    } catch (error) {
      if (attempt === attempts_max || !isPassing(error)) throw asAway(error)
    } finally {
      Body.destroy()
    }
  }
}

const cut = async function* (content: Readable, { from, to }: { from: number; to: number }) {
  let at = 0
  for await (const piece of content as AsyncIterable<Buffer>) {
    const part = piece.subarray(Math.max(0, from - at), Math.max(0, to + 1 - at))
    at += piece.length
    if (part.length > 0) yield part
    if (at > to) return
  }
}

type Opened = typeof import('@aws-sdk/client-s3') & { client: S3Client }

const openClient = async (options: S3Options): Promise<Opened> => {
  const library = await import('@aws-sdk/client-s3')
  const client = new library.S3Client({
    region: options.region,
    forcePathStyle: options.path_style,
    maxAttempts: attempts_max,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: connect_ms, socketTimeout: idle_ms },
    ...(options.endpoint && { endpoint: options.endpoint }),
    ...(options.credentials && { credentials: options.credentials })
  })
  return { ...library, client }
}

/** Every object that is named as a file of a tenant is; whatever else lies there is left alone. */
const listObjects = async function* (
  s3: () => Promise<Opened>,
  Bucket: string,
  prefix: string,
  tenant_id: string | undefined
): AsyncGenerator<StoredMedia> {
  const { client, ListObjectsV2Command } = await s3()
  const Prefix = tenant_id === undefined ? prefix : `${prefix}${tenant_id}/`
  let ContinuationToken: string | undefined
  do {
    const page = await orNull(() =>
      client.send(
        new ListObjectsV2Command({
          Bucket,
          Prefix,
          ...(ContinuationToken && { ContinuationToken })
        })
      )
    )
    for (const { Key = '', Size = 0, LastModified } of page?.Contents ?? []) {
      const [tenant = '', sha256 = '', ...more] = Key.slice(prefix.length).split('/')
      const key = { tenant_id: tenant, sha256 }
      if (more.length > 0 || !isMediaKey(key)) continue
      yield { ...key, bytes: Size, stored_at: wholeSeconds(LastModified) }
    }
    ContinuationToken = page?.IsTruncated ? page.NextContinuationToken : undefined
  } while (ContinuationToken !== undefined)
}

/** Some answers tell the time to the second, others further. */
const wholeSeconds = (time: Date | undefined): Date =>
  new Date(Math.floor((time?.getTime() ?? 0) / 1_000) * 1_000)

type S3Error = Error & { $metadata?: { httpStatusCode?: number }; $retryable?: object }

const statusOf = (error: unknown): number | undefined =>
  (error as S3Error).$metadata?.httpStatusCode

/** No answer, or one that says that it is a bad moment. */
const isPassing = (error: unknown): boolean => {
  const status = statusOf(error)
  return status === undefined || status >= 500 || status === 429
}

const asAway = (error: unknown): unknown => {
  const status = statusOf(error)
  const told = status !== undefined && status !== 403 && status !== 401 && !isPassing(error)
  return told ? error : new AppError('file_store_away', {}, { cause: error })
}

/** Null for an object that is not there; a bucket that is not there is an error. */
const orNull = async <T>(look: () => Promise<T>): Promise<T | null> => {
  try {
    return await look()
  } catch (error) {
    const { name } = error as Error
    if (statusOf(error) === 404 && name !== 'NoSuchBucket') return null
    throw asAway(error)
  }
}
