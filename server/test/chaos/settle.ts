import { setTimeout as pause } from 'node:timers/promises'
import type { SimulatorClient } from '@whatsapp-saas/simulator/client'
import type { Db } from '../../src/lib/db.ts'
import type { Population } from './population.ts'

/** What is not finished yet, by name; nothing is left when all are 0. */
export type Unfinished = Record<string, number>

/** Waits until nothing is under way any more. Returns what still is when the time is over. */
export const settle = async (
  { db, simulator }: { db: Db; simulator: SimulatorClient },
  { readers }: Population,
  expected_inbound: number,
  most_ms: number,
  progress: (left: Unfinished) => void
): Promise<Unfinished> => {
  const deadline = Date.now() + most_ms
  let told = ''
  for (;;) {
    const rows = await findUnfinished(db, expected_inbound, readers)
    const { queued } = await simulator.stats()
    const left = { ...rows, ...(queued > 0 && { 'not acknowledged to WhatsApp': queued }) }
    if (Object.keys(left).length === 0 || Date.now() > deadline) return left
    if (told !== JSON.stringify(left)) progress(left)
    told = JSON.stringify(left)
    await pause(1_000)
  }
}

/** A job without attempts left was replaced by another while a process that died had it: nobody's work, only a row. */
const findUnfinished = async (
  db: Db,
  expected_inbound: number,
  readers: Set<string>
): Promise<Unfinished> => {
  const [row] = await db.query<Unfinished>(
    `select
       (select count(*) from outbound) as outbound,
       (select count(*) from messages where direction = 'outbound' and status = 'queued') as queued,
       (select count(*) from messages where direction = 'outbound' and status = 'sent') as undelivered,
       (select count(*) from messages
        where direction = 'outbound' and status = 'delivered' and chat_id = any($2)) as unread,
       (select count(*) from messages where status = 'undecryptable') as undecryptable,
       greatest(0, $1 - (select count(*) from messages where direction = 'inbound')) as not_arrived,
       (select count(*) from media where status in ('processing', 'fetching')) as files_on_their_way,
       (select count(*) from webhook_deliveries where status = 'pending') as pending_deliveries,
       (select count(*) from graphile_worker.jobs
        where task_identifier = 'deliver_webhook' and attempts < max_attempts) as jobs,
       (select count(*) from sessions where status <> 'connected') as not_connected`,
    [expected_inbound, [...readers].map((number) => `${number}@s.whatsapp.net`)]
  )
  return Object.fromEntries(Object.entries(row ?? {}).filter(([, count]) => Number(count) > 0))
}
