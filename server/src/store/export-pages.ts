import type { Tx } from '../lib/db.ts'
import { type ExportedName, type ExportedRows, exported_rows } from './exported-rows.ts'

const page_rows = 500

type Row = Record<string, unknown>

/** The rows of a tenant for this file, a page at a time, each page in a statement of its own: no transaction stays open. */
export const pagesOf = async function* (
  db: Pick<Tx, 'query'>,
  name: ExportedName,
  tenant_id: string
): AsyncGenerator<Row[]> {
  const { columns, from, key } = exported_rows[name] as ExportedRows
  const owner = name === 'account' ? 'id' : 'tenant_id'
  const places = key.map((_, nth) => `$${nth + 2}::text`).join(', ')
  let position = key.map(() => '')
  for (;;) {
    const rows = await db.query<Row>(
      `select ${columns}, array[${key.map((one) => `${one}::text`).join(', ')}] as position from ${from}
       where ${owner} = $1 and (${key.join(', ')}) > (${places}) order by ${key.join(', ')} limit ${page_rows}`,
      [tenant_id, ...position]
    )
    const last = rows.at(-1)
    if (!last) return
    position = last['position'] as string[]
    yield rows.map(({ position: _, ...row }) => row)
    if (rows.length < page_rows) return
  }
}

/** The content that the tenant has, each once, a page at a time. */
export const pagesOfFiles = async function* (
  db: Pick<Tx, 'query'>,
  tenant_id: string
): AsyncGenerator<{ sha256: string }[]> {
  let position = ''
  for (;;) {
    const rows = await db.query<{ sha256: string }>(
      'select sha256 from media_files where tenant_id = $1 and sha256 > $2 order by sha256 limit $3',
      [tenant_id, position, page_rows],
      'files_to_export'
    )
    if (rows.length === 0) return
    yield rows
    position = rows.at(-1)?.sha256 ?? ''
  }
}
