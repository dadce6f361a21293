import { join } from 'node:path'
import type { SimulatorClient } from '@whatsapp-saas/simulator/client'
import type { Db } from '../../src/lib/db.ts'
import { createDiskMedia } from '../../src/media/disk.ts'
import { checkFiles } from './check-files.ts'
import type { Traffic } from './traffic.ts'

/**
 * Whether each file that was sent is on its phone, and each that was received is here, byte for byte and told once; and
 * whether the store in the data folder of the installation and its database agree.
 */
export const checkSentFiles = async (
  db: Db,
  simulator: SimulatorClient,
  { accepted, said }: Traffic,
  folder: string
): Promise<string[]> => {
  const problems: string[] = []
  const out = accepted.filter((one) => one.sha256 !== undefined)
  for (const { friend, session, whatsapp_id, sha256 } of out) {
    const { messages } = await simulator.received(friend, { from: session.number, limit: 1_000 })
    const media = messages.find((one) => one.id === whatsapp_id)?.media
    if (!media?.verified || media.sha256 !== sha256)
      problems.push(`the phone cannot open the file of ${whatsapp_id}: ${JSON.stringify(media)}`)
  }
  const back = said.filter((one) => one.sha256 !== undefined)
  const rows = await db.query<{ id: string; sha256: string | null; status: string; told: number }>(
    `select m.whatsapp_id as id, f.sha256, f.status,
       (select count(*)::int from events e where e.type like 'media.%' and e.data ->> 'id' = f.id) as told
     from media f join messages m on m.id = f.message_id`
  )
  const received = Map.groupBy(rows, (row) => row.id)
  for (const { id, sha256 } of back) {
    const found = received.get(id) ?? []
    const [file] = found
    if (found.length !== 1 || file?.sha256 !== sha256 || file?.told !== 1)
      problems.push(`the file of ${id}, received: ${JSON.stringify(found)}`)
  }
  const [given] = await db.query<{ rows: number; lost: number }>(
    `select count(*)::int as rows, count(*) filter (where status <> 'ready')::int as lost from media`
  )
  const wanted = out.length + back.length
  if (given?.rows !== wanted || given.lost > 0)
    problems.push(`${given?.rows} rows of files, ${given?.lost} of them given up; not ${wanted}`)
  const store = createDiskMedia({ folder: join(folder, 'media'), free_bytes_min: 0 })
  return [...problems, ...(await checkFiles(db, store, join(folder, 'tmp', 'media')))]
}
