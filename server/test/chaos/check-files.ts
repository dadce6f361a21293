import { createHash } from 'node:crypto'
import { sweepMedia } from '../../src/jobs/tasks/sweep-media.ts'
import type { Db } from '../../src/lib/db.ts'
import type { MediaStore } from '../../src/media/contract.ts'

/** Whose it is, and its hash. */
const nameOf = (file: { tenant_id: string; sha256: string }): string =>
  `${file.tenant_id}/${file.sha256}`

const hours = 3_600_000
const never = new AbortController().signal

/**
 * Compares the files in the store with the rows that name them, in both directions, once nothing is under way: none is
 * missing, none is another than its name says, and after the sweep there is none that nobody knows. Says what is wrong.
 */
export const checkFiles = async (
  db: Db,
  store: MediaStore,
  temporary: string
): Promise<string[]> => {
  const problems = await missingFiles(db, store)
  // The sweep leaves alone what is young: so it comes in a day.
  const tomorrow = new Date(Date.now() + 24 * hours)
  await sweepMedia(db, { store, temporary }, tomorrow, never)
  problems.push(...(await missingFiles(db, store)), ...(await orphans(db, store)))
  const left = await store.removeUnfinished(tomorrow)
  if (left > 0) problems.push(`${left} unfinished files are left after the sweep`)
  return problems
}

/** Files that a row names and that are not there, or are there with another content. */
const missingFiles = async (db: Db, store: MediaStore): Promise<string[]> => {
  const named = await db.query<{ tenant_id: string; sha256: string; bytes: number }>(
    `select tenant_id, sha256, bytes from media where sha256 is not null
     union select tenant_id, sha256, bytes from media_renditions where sha256 is not null`
  )
  const problems: string[] = []
  for (const file of named) {
    const found = await store.read(file)
    if (!found) {
      problems.push(`${nameOf(file)} is missing, although a row names it`)
      continue
    }
    const hash = createHash('sha256')
    let bytes = 0
    for await (const piece of found.content as AsyncIterable<Buffer>) {
      hash.update(piece)
      bytes += piece.length
    }
    if (hash.digest('hex') !== file.sha256) problems.push(`${nameOf(file)} has another content`)
    if (bytes !== Number(file.bytes))
      problems.push(`${nameOf(file)} has ${bytes} bytes, not ${file.bytes}`)
  }
  return problems
}

/** Files in the store, and rows that count them, that nobody needs. */
const orphans = async (db: Db, store: MediaStore): Promise<string[]> => {
  const rows = await db.query<{ tenant_id: string; sha256: string; is_named: boolean }>(
    `select f.tenant_id, f.sha256,
       exists (select from media m where m.tenant_id = f.tenant_id and m.sha256 = f.sha256)
       or exists (select from media_renditions r where r.tenant_id = f.tenant_id and r.sha256 = f.sha256) as is_named
     from media_files f`
  )
  const problems = rows
    .filter((row) => !row.is_named)
    .map((row) => `${nameOf(row)} is counted, and no row names it`)
  const known = new Set(rows.map(nameOf))
  for await (const file of store.list())
    if (!known.has(nameOf(file))) problems.push(`${nameOf(file)} is in the store, and nobody knows`)
  const wrong = await db.query<{ tenant_id: string }>(
    `select s.tenant_id from media_storage s left join media_files f using (tenant_id)
     group by s.tenant_id having s.bytes <> coalesce(sum(f.bytes), 0) or s.files <> count(f.sha256)`
  )
  for (const { tenant_id } of wrong) problems.push(`the bytes of ${tenant_id} are counted wrongly`)
  return problems
}
