import type { Readable } from 'node:stream'
import type { SentFile, UploadedFile } from '../../domain/file-reference.ts'
import type { OutgoingMedia, SentPurpose } from '../../domain/media.ts'
import type { Db } from '../../lib/db.ts'
import type { FairPlaces } from '../../lib/fair-places.ts'
import type { FileStore } from '../../media/worker-access/client.ts'
import { purposeOf } from '../../schemas/messages/file-kinds.ts'
import type { MessageContent } from '../../schemas/messages/kinds.ts'
import { findOutgoingMedia } from '../../store/media/outgoing.ts'
import { findSentMedia, findUpload, putUpload } from '../../store/media/uploads.ts'
import { FileError, type Files } from '../../whatsapp/files.ts'
import { SendRefused } from '../../whatsapp/send-errors.ts'
import type { Lease } from '../commit/journal.ts'
import { openUpload, sealUpload } from '../records/file-seals.ts'

/** For so long what was uploaded once serves new messages. */
const reused_hours = 24

/** Gives the messages of one session their files. */
export type OutgoingFiles = {
  /**
   * The file of a claimed message at WhatsApp, uploaded if it is not there. Rejects with SendRefused when it can never be sent,
   * and with FileError when it may work another time.
   */
  prepare(message_id: string, files: Files, signal: AbortSignal): Promise<SentFile>
  /** The same for a message that was sent, whose recipient asks for it again; null: there is none any more. */
  again(whatsapp_id: string, content: MessageContent, files: Files): Promise<SentFile | null>
}

type Wanted = Omit<OutgoingMedia, 'message_id'>

export const createOutgoingFiles = (deps: {
  db: Db
  store: FileStore
  lease: Lease
  /** How many files the worker uploads at once. */
  places: FairPlaces
  /** Ends with the session. */
  life: AbortSignal
}): OutgoingFiles => {
  const { db, store, lease, places, life } = deps
  const { session_id, tenant_id } = lease
  // Many messages with one file begin at once; the first of them uploads it.
  const under_way = new Map<string, Promise<UploadedFile>>()

  const open = async ({ sha256 }: Wanted): Promise<Readable> => {
    const content = await store.read(session_id, sha256)
    if (!content) throw new SendRefused('media_unavailable')
    return content
  }

  const upload = async (
    wanted: Wanted,
    files: Files,
    signal: AbortSignal
  ): Promise<UploadedFile> => {
    const { purpose, sha256 } = wanted
    // step: upload begins
    const uploaded = await places.run(session_id, () =>
      files.upload({ purpose, open: () => open(wanted) }, signal)
    )
    // step: file uploaded
    const sealed = sealUpload(lease, nameOf(purpose, sha256), uploaded)
    await putUpload(db, { session_id, tenant_id, purpose, sha256, sealed })
    // step: upload noted
    return uploaded
  }

  const uploadedOf = async (
    wanted: Wanted,
    files: Files,
    signal: AbortSignal
  ): Promise<UploadedFile> => {
    const { purpose, sha256 } = wanted
    const name = nameOf(purpose, sha256)
    const begun = under_way.get(name)
    if (begun) return begun
    const work = (async () => {
      const sealed = await findUpload(db, { session_id, purpose, sha256 }, reused_hours)
      return sealed ? openUpload(lease, name, sealed) : upload(wanted, files, signal)
    })().finally(() => under_way.delete(name))
    under_way.set(name, work)
    return work
  }

  const sentFile = async (wanted: Wanted, files: Files, signal: AbortSignal): Promise<SentFile> => {
    const { media_id: _, tenant_id: __, ...shown } = wanted
    return { ...shown, ...(await uploadedOf(wanted, files, signal)) }
  }

  return {
    prepare: async (message_id, files, signal) => {
      const [wanted] = await findOutgoingMedia(db, [message_id])
      if (!wanted) throw new SendRefused('media_unavailable')
      return await sentFile(wanted, files, AbortSignal.any([signal, life]))
    },
    again: async (whatsapp_id, content, files) => {
      const purpose = purposeOf(content)
      const found = purpose && (await findSentMedia(db, session_id, whatsapp_id, purpose))
      if (!found) return null
      try {
        return await sentFile({ ...found, purpose }, files, life)
      } catch (error) {
        if (error instanceof FileError || error instanceof SendRefused) return null
        throw error
      }
    }
  }
}

const nameOf = (purpose: SentPurpose, sha256: string): string => `${purpose} ${sha256}`
