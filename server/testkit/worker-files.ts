import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { newId } from '../src/domain/ids.ts'
import type { MediaPurpose } from '../src/domain/media.ts'
import type { MessageRow } from '../src/domain/message.ts'
import { newWhatsappId } from '../src/domain/whatsapp-id.ts'
import { type Db, openDb } from '../src/lib/db.ts'
import { createLog } from '../src/lib/log.ts'
import type { MediaStore } from '../src/media/contract.ts'
import { createDiskMedia } from '../src/media/disk.ts'
import { createWorkerAccess } from '../src/media/worker-access/serve.ts'
import { putOutbounds } from '../src/queue/outbound.ts'
import { purposeOf } from '../src/schemas/messages/file-kinds.ts'
import type { MessageContent } from '../src/schemas/messages/kinds.ts'
import { findHeldTenant } from '../src/store/leases/held-by-token.ts'

/** A store of files, and the socket through which workers reach it as the delivery role serves it. */
export const serveFiles = async (
  t: Pick<TestContext, 'after'>,
  database_url: string
): Promise<{ store: MediaStore; socket_path: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-files-'))
  const store = createDiskMedia({ folder: join(folder, 'media'), free_bytes_min: 0 })
  const db = openDb({ url: database_url, connections_max: 2, application_name: 'test files' })
  const server = createWorkerAccess({
    store,
    tenantOf: (token_hash, session_id) => findHeldTenant(db, token_hash, session_id),
    log: createLog({ level: 'fatal', role: 'test' })
  })
  const socket_path = join(folder, 'media.sock')
  await new Promise<void>((resolve) => server.listen(socket_path, resolve))
  t.after(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await db.close()
    await rm(folder, { recursive: true, force: true })
  })
  return { store, socket_path }
}

type Details = {
  mime_type: string
  file_name?: string
  width?: number
  height?: number
  seconds?: number
  page_count?: number
  thumbnail?: Buffer
  waveform?: Buffer
}

/** Stores a file and makes its row, as an upload does; answers its id. */
export const storeFile = async (
  { owner, store, tenant_id }: { owner: Db; store: MediaStore; tenant_id: string },
  content: Uint8Array,
  details: Details
): Promise<string> => {
  const pieces = (function* () {
    for (let at = 0; at < content.length; at += 65_536) yield content.subarray(at, at + 65_536)
  })()
  const source = {
    [Symbol.asyncIterator]: async function* () {
      yield* pieces
    }
  }
  const { sha256, bytes } = await store.put(tenant_id, source, { bytes_max: 2 ** 31 })
  const id = newId('media')
  await owner.query(
    'insert into media_files (tenant_id, sha256, bytes) values ($1, $2, $3) on conflict do nothing',
    [tenant_id, sha256, bytes]
  )
  await owner.query(
    `insert into media (id, tenant_id, source, status, sha256, bytes, mime_type, file_name, width, height, seconds, page_count,
       thumbnail, waveform)
     values ($1, $2, 'upload', 'ready', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      id,
      tenant_id,
      sha256,
      bytes,
      details.mime_type,
      details.file_name ?? null,
      details.width ?? null,
      details.height ?? null,
      details.seconds ?? null,
      details.page_count ?? null,
      details.thumbnail ?? null,
      details.waveform ?? null
    ]
  )
  return id
}

/** Puts a message with a file into the queue, as the API does. */
export const acceptFile = (
  { owner, tenant_id }: { owner: Db; tenant_id: string },
  session_id: string,
  chat_id: string,
  content: MessageContent
): Promise<MessageRow> =>
  owner.transaction(async (tx) => {
    const id = newId('message')
    const { type, ...members } = content
    const [row] = await tx.query<MessageRow>(
      `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
       values ($1, $2, $3, 'outbound', 'queued', $4, $5, $6, $7) returning *`,
      [id, tenant_id, session_id, newWhatsappId('test'), chat_id, type, JSON.stringify(members)]
    )
    putOutbounds(tx, [{ id, session_id, tenant_id, chat_id }])
    const purpose: MediaPurpose | null = purposeOf(content)
    const media_id = (members as Record<string, { id?: string }>)[type]?.id
    await tx.query('update outbound set media_id = $2, media_purpose = $3 where message_id = $1', [
      id,
      media_id,
      purpose
    ])
    if (!row) throw new Error('not inserted')
    return row
  })
