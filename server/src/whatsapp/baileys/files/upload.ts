import { randomBytes } from 'node:crypto'
import type { Agent } from 'node:http'
import type { Log } from '../../../lib/log.ts'
import { FileError, type Files } from '../../files.ts'
import { digestFile, encryptFile, type FileDigest } from './encrypt-file.ts'
import { exchange, readJson } from './exchange.ts'
import { type FileKeys, fileKeys, media_key_bytes, uploadPath } from './file-keys.ts'
import type { MediaHosts } from './media-hosts.ts'

type Options = {
  mediaHosts: (anew?: boolean) => Promise<MediaHosts>
  agent: Agent | undefined
  log: Log
}

type File = Parameters<Files['upload']>[0]
type Place = { url: string | null; direct_path: string }

/** Uploads files to the hosts that WhatsApp names, to the next one where one fails. */
export const createUpload =
  (options: Options): Files['upload'] =>
  async (file, signal) => {
    const media_key = randomBytes(media_key_bytes)
    const keys = await fileKeys(media_key, file.purpose)
    const digest = await digestFile(await file.open(), keys)
    const place = await uploadSomewhere(options, file, keys, digest, signal)
    const { file_sha256, file_enc_sha256, bytes } = digest
    const { purpose } = file
    return {
      purpose,
      ...place,
      media_key,
      file_sha256,
      file_enc_sha256,
      bytes,
      media_key_at: new Date()
    }
  }

/** Most hosts that are tried; WhatsApp names two or three. */
const tries_max = 6

const uploadSomewhere = async (
  { mediaHosts, agent, log }: Options,
  file: File,
  keys: FileKeys,
  digest: FileDigest,
  signal: AbortSignal
): Promise<Place> => {
  let { hosts, auth } = await asInterrupted(mediaHosts())
  let renewed = false
  let reason = 'there is no host'
  const tried = new Set<string>()
  for (let tries = 0; tries < tries_max; tries++) {
    signal.throwIfAborted()
    const host = hosts.find((one) => !tried.has(one))
    if (host === undefined) break
    const outcome = await uploadTo(uploadUrl(host, file, digest, auth), {
      agent,
      signal,
      body: {
        length: digest.encrypted_bytes,
        content: encryptFile(await file.open(), keys, digest.mac)
      }
    }).catch((error: Error) => error)
    if ('direct_path' in outcome) return outcome
    reason = outcome.message
    log.info({ host, reason }, 'file not uploaded, trying the next host')
    // The right to upload has ended: the same host may take it with a new one.
    if (outcome instanceof NotAllowed && !renewed) {
      renewed = true
      const anew = await asInterrupted(mediaHosts(true))
      hosts = anew.hosts
      auth = anew.auth
    } else tried.add(host)
  }
  signal.throwIfAborted()
  throw new FileError('interrupted', `no host takes the file: ${reason}`)
}

const asInterrupted = <T>(asked: Promise<T>): Promise<T> =>
  asked.catch((error: Error) => {
    throw new FileError('interrupted', error.message, { cause: error })
  })

const uploadUrl = (host: string, file: File, digest: FileDigest, auth: string): URL => {
  const hash = digest.file_enc_sha256.toString('base64url')
  const url = new URL(`https://${host}${uploadPath(file.purpose)}/${hash}`)
  url.searchParams.set('auth', auth)
  url.searchParams.set('token', hash)
  return url
}

class NotAllowed extends Error {
  override name = 'NotAllowed'
}

const uploadTo = async (
  url: URL,
  more: Omit<Parameters<typeof exchange>[0], 'url'>
): Promise<Place> => {
  const answer = await exchange({ url, ...more })
  const { statusCode = 0 } = answer
  const told = (await readJson(answer)) as { url?: unknown; direct_path?: unknown } | null
  if (statusCode === 401 || statusCode === 403) throw new NotAllowed(`status ${statusCode}`)
  if (statusCode !== 200) throw new Error(`status ${statusCode}`)
  const { url: address, direct_path } = told ?? {}
  if (typeof direct_path !== 'string' || !direct_path.startsWith('/'))
    throw new Error('the host does not say where it has put the file')
  return { url: typeof address === 'string' ? address : null, direct_path }
}
