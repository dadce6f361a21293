import { Readable } from 'node:stream'
import { AppError } from '../../domain/errors.ts'
import { inlineFileOf } from '../../schemas/messages/file-kinds.ts'
import type { SentContent } from '../../schemas/messages/kinds.ts'
import type { Deps } from '../deps.ts'
import { contentRow, takeGiven, urlRow } from '../media/given.ts'
import type { GivenFile } from './keep-given-files.ts'
import type { SendMessage } from './send-message.ts'

type FileDeps = Pick<Deps, 'media' | 'config' | 'webhook_key'>

const never = new AbortController().signal

/** Whether the file of this message has no id yet. */
export const bringsFile = (item: SendMessage | AppError): item is SendMessage =>
  !(item instanceof AppError) && inlineFileOf(item as SentContent) !== null

/**
 * Messages that bring their file along, by its address or with its content, with the id that it gets. Content is in the
 * store when this resolves; nothing else is written before the message is.
 */
export const withGivenFiles = async <Item extends SendMessage | AppError>(
  deps: FileDeps,
  tenant_id: string,
  items: Item[]
): Promise<(Item | AppError)[]> => {
  const given: (Item | AppError)[] = []
  for (const item of items)
    given.push(bringsFile(item) ? ((await withGivenFile(deps, tenant_id, item)) as Item) : item)
  return given
}

const withGivenFile = async (
  deps: FileDeps,
  tenant_id: string,
  item: SendMessage
): Promise<SendMessage | AppError> => {
  const file = inlineFileOf(item as SentContent)
  if (!file) return item
  const { link, data, filename: file_name = null, ...content } = file
  try {
    const given_file =
      link !== undefined
        ? fromLink(deps, tenant_id, { url: link, file_name })
        : await fromData(deps, tenant_id, data ?? '', file_name)
    const named = { ...content, ...(file_name !== null && { filename: file_name }) }
    return {
      ...item,
      [item.type]: { id: given_file.row.id, ...named },
      given_file
    } as SendMessage
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

const fromLink = (
  deps: FileDeps,
  tenant_id: string,
  given: { url: string; file_name: string | null }
): GivenFile => ({
  row: urlRow(deps, tenant_id, given),
  member: 'link',
  isThere: async () => true
})

const fromData = async (
  deps: FileDeps,
  tenant_id: string,
  data: string,
  file_name: string | null
): Promise<GivenFile> => {
  const bytes = Buffer.from(data, 'base64')
  const given = { content: Readable.from([bytes]), file_name, mime_type: null, bytes: bytes.length }
  const taken = await takeGiven(deps, tenant_id, given, never)
  return {
    row: contentRow(tenant_id, given, taken, 'inline'),
    member: 'data',
    isThere: async () => (await deps.media.find({ tenant_id, sha256: taken.sha256 })) !== null
  }
}
