import type { Agent, IncomingMessage } from 'node:http'
import type { FileReference } from '../../../domain/file-reference.ts'
import { FileError, type Files } from '../../files.ts'
import { decryptFile } from './decrypt-file.ts'
import { exchange } from './exchange.ts'
import { fileKeys } from './file-keys.ts'
import type { MediaHosts } from './media-hosts.ts'

type Options = {
  mediaHosts: (anew?: boolean) => Promise<MediaHosts>
  agent: Agent | undefined
  /** Where WhatsApp's own server is; files may be beside it. */
  ws_url: string | undefined
}

/** Downloads files from the hosts of WhatsApp and from nowhere else, whatever their messages say. */
export const createDownload = (options: Options): Files['download'] =>
  async function* (file, { bytes_max, signal }) {
    if (file.bytes === 0) throw new FileError('empty', 'the file has no content')
    if (file.bytes !== null && file.bytes > bytes_max)
      throw new FileError('too_large', 'the message says that the file is too large')
    const keys = await fileKeys(file.media_key, file.purpose)
    const answer = await answerOf(options, file, signal)
    try {
      yield* decryptFile(answer as AsyncIterable<Buffer>, keys, file, bytes_max)
    } catch (error) {
      signal.throwIfAborted()
      throw error instanceof FileError
        ? error
        : new FileError('interrupted', (error as Error).message, { cause: error })
    } finally {
      answer.destroy()
    }
  }

/** So a host says that it does not have the file; another host would say the same. */
const gone = new Set([403, 404, 410])

const answerOf = async (
  options: Options,
  file: FileReference,
  signal: AbortSignal
): Promise<IncomingMessage> => {
  let reason = 'there is no host'
  for (const url of await addressesOf(options, file)) {
    signal.throwIfAborted()
    const answer = await exchange({ url, agent: options.agent, signal }).catch(
      (error: Error) => error
    )
    if (answer instanceof Error) {
      reason = answer.message
      continue
    }
    const { statusCode = 0 } = answer
    if (statusCode === 200) return answer
    answer.destroy()
    if (gone.has(statusCode)) throw new FileError('gone', `status ${statusCode}`)
    reason = `status ${statusCode}`
  }
  signal.throwIfAborted()
  throw new FileError('interrupted', `no host gives the file: ${reason}`)
}

const addressesOf = async (options: Options, file: FileReference): Promise<URL[]> => {
  const { hosts } = await options.mediaHosts().catch((error: Error) => {
    throw new FileError('interrupted', error.message, { cause: error })
  })
  const path = pathOf(file)
  if (path === null) throw new FileError('gone', 'the message does not say where the file is')
  const named = file.url && URL.canParse(file.url) ? new URL(file.url) : null
  const trusted = named && isTrusted(named, hosts, options.ws_url) ? [named.host] : []
  return [...new Set([...trusted, ...hosts])].flatMap((host) => {
    const address = `https://${host}${path}`
    // A path that changes the host is none.
    return URL.canParse(address) && new URL(address).host === new URL(`https://${host}`).host
      ? [new URL(address)]
      : []
  })
}

const pathOf = ({ direct_path, url }: FileReference): string | null => {
  if (direct_path?.startsWith('/')) return direct_path
  if (!url || !URL.canParse(url)) return null
  const { pathname, search } = new URL(url)
  return pathname + search
}

const isTrusted = (url: URL, hosts: string[], ws_url: string | undefined): boolean =>
  url.protocol === 'https:' &&
  (hosts.includes(url.host) ||
    (ws_url === undefined
      ? url.host.endsWith('.whatsapp.net')
      : url.hostname === new URL(ws_url).hostname))
