import { AppError, invalid } from '../../domain/errors.ts'
import {
  type MediaPurpose,
  type MediaReason,
  media_reasons,
  no_details,
  type RenditionRow
} from '../../domain/media.ts'
import { needsFfmpeg, sendable } from '../../domain/media-fit.ts'
import type { Tx } from '../../lib/db.ts'
import type { OutboundFile } from '../../queue/outbound.ts'
import { fileIdOf, purposeOf } from '../../schemas/messages/file-kinds.ts'
import type { MessageContent } from '../../schemas/messages/kinds.ts'
import { findRenditions, lockMedia } from '../../store/media/media.ts'
import { canTranscode } from '../../store/service-heartbeats.ts'
import type { GivenFile } from './keep-given-files.ts'

/** The file of a message that waits to be sent; `convert`: nobody has asked for the conversion that it needs. */
export type WantedFile = OutboundFile & { convert: boolean }

/** The file that a message names, null where it names none. Throws where it cannot be sent as the message says. */
export type FileOf = (input: Named) => WantedFile | null

type Named = Pick<MessageContent, 'type'> & { given_file?: GivenFile | undefined }

/**
 * Finds the files of messages. They neither change nor go until the messages are in the queue, so that one which is ready a
 * moment later finds those that wait for it. Messages without files cost nothing.
 */
export const findFiles = async (tx: Tx, tenant_id: string, inputs: Named[]): Promise<FileOf> => {
  const ids = inputs.flatMap((input) => fileIdOf(input.type, input as never) ?? [])
  if (ids.length === 0) return () => null
  const unique = [...new Set(ids)]
  const rows: FileState[] = await lockMedia(tx, tenant_id, unique)
  for (const { given_file } of inputs)
    if (given_file) rows.push({ ...given_file.row, ...no_details, reason: null })
  const renditions = await findRenditions(tx, unique)
  const files = new Map(rows.map((row) => [row.id, row]))
  const transcoding = await canTranscode(tx)
  return (input) => {
    const id = fileIdOf(input.type, input as never)
    const purpose = purposeOf(input as MessageContent)
    if (id === null || purpose === null) return null
    const path = `${input.type}.${input.given_file?.member ?? 'id'}`
    const row = files.get(id)
    if (!row) throw invalid(path, 'There is no such file.')
    const made = renditions.find((one) => one.media_id === id && one.purpose === purpose)
    const wanted = wantedFile(row, made, purpose)
    if (typeof wanted === 'string') throw invalid(path, media_reasons[wanted])
    if (wanted.convert && needsFfmpeg(purpose) && !transcoding)
      throw new AppError('transcoding_unavailable', { media_id: id })
    return wanted
  }
}

type FileState = Parameters<typeof sendable>[0] & { id: string }

const wantedFile = (
  row: FileState,
  made: RenditionRow | undefined,
  purpose: MediaPurpose
): WantedFile | MediaReason => {
  const state = sendable(row, made, purpose)
  const file = { media_id: row.id, purpose, convert: state === 'convert' }
  if (state === 'ready') return { ...file, waits: false }
  return state === 'waits' || state === 'convert' ? { ...file, waits: true } : state
}
