import type { MessageRow } from '../../domain/message.ts'
import type { Db } from '../../lib/db.ts'
import { type ZipEntry, zipOf } from '../../lib/zip.ts'
import type { MediaStore, StoredMedia } from '../../media/contract.ts'
import { messageView } from '../../schemas/messages/message.ts'
import { pagesOf, pagesOfFiles } from '../../store/export-pages.ts'
import { type ExportedName, exported_rows } from '../../store/exported-rows.ts'

type Source = { db: Pick<Db, 'query'>; store: MediaStore; tenant_id: string; signal: AbortSignal }

/**
 * Writes all that is kept of a tenant into the store of files as one ZIP, which flows through in pieces. What changes meanwhile
 * may be in it or not.
 */
export const writeExport = (source: Source, now: Date): Promise<StoredMedia> =>
  source.store.put(source.tenant_id, zipOf(entriesOf(source, now), now), {
    bytes_max: Number.MAX_SAFE_INTEGER,
    is_own: true,
    signal: source.signal
  })

const entriesOf = async function* (source: Source, now: Date): AsyncGenerator<ZipEntry> {
  const text = [Buffer.from(readme(now))]
  yield { name: 'README.txt', content: each(text), compress: true }
  for (const name of Object.keys(exported_rows) as ExportedName[])
    yield { name: `${name}.ndjson`, content: linesOf(source, name), compress: true }
  for await (const files of pagesOfFiles(source.db, source.tenant_id))
    for (const { sha256 } of files) {
      source.signal.throwIfAborted()
      const found = await source.store.read({ tenant_id: source.tenant_id, sha256 })
      // Deleted since the page was read, or not there yet.
      if (found) yield { name: `files/${sha256}`, content: found.content, compress: false }
    }
}

const linesOf = async function* (
  { db, tenant_id, signal }: Source,
  name: ExportedName
): AsyncGenerator<Buffer> {
  const view = (row: Record<string, unknown>): unknown =>
    name === 'messages' ? messageView(row as MessageRow) : row
  for await (const rows of pagesOf(db, name, tenant_id)) {
    signal.throwIfAborted()
    yield Buffer.from(rows.map((row) => `${JSON.stringify(view(row))}\n`).join(''))
  }
}

const each = async function* <T>(values: T[]): AsyncGenerator<T> {
  yield* values
}

const readme = (now: Date): string =>
  [
    `All that was kept of this account, from ${now.toISOString()} on, while this archive was written.`,
    '',
    'Each .ndjson file has one JSON object in a line; times are UTC. Ids lead from one file to another.',
    '',
    ...Object.entries(exported_rows).map(([name, { says }]) => `${name}.ndjson: ${says}`),
    'files/: the content of files, each under the SHA-256 that media.ndjson names.',
    ''
  ].join('\n')
