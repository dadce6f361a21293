import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { SpawnedSimulator } from '@whatsapp-saas/simulator/client'
import { newId } from '../../server/src/domain/ids.ts'
import { newWhatsappId } from '../../server/src/domain/whatsapp-id.ts'
import { startEmbeddedPostgres } from '../../server/src/main/embedded/embedded-postgres.ts'
import { worker_flags } from '../../server/src/orchestrator/drivers/process/process-driver.ts'
import { putOutbounds } from '../../server/src/queue/outbound.ts'
import { startCluster } from '../../server/testkit/database.ts'
import { until } from '../../server/testkit/until.ts'
import { type WorkerBed, workerBed } from '../../server/testkit/worker-fixture.ts'
import type { BareCalls } from './bare-calls.ts'
import type { Side } from './drive-sides.ts'
import { cpuOf, cpuOfDatabase, residentOf, residentOfDatabase } from './processes.ts'
import type { Scope } from './scope.ts'
import { type Watch, watchProcess } from './watched.ts'

/** The product's worker, driven with the calls that the bare loop knows. */
export type PipelineWorker = Pick<BareCalls, 'link' | 'paced' | 'arrived' | 'connected'> & {
  watch: Watch
  pid: number
  postmaster: number
  bed: WorkerBed
  /** `started` is called when the messages are as good as accepted: what that costs is not the worker's. */
  send(input: Parameters<BareCalls['send']>[0], started?: () => void): ReturnType<BareCalls['send']>
}

const most_ms = 120_000

/**
 * One worker process on a database that writes as in production: nothing counts before it is on disk. `tree` names another
 * working tree whose worker is to be measured; the schema is that of this one.
 */
export const startPipelineWorker = async (
  scope: Scope,
  simulator: SpawnedSimulator,
  tree?: string
): Promise<PipelineWorker> => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-bench-'))
  scope.after(() => rm(folder, { recursive: true, force: true, maxRetries: 20 }))
  const server = await startEmbeddedPostgres(join(folder, 'postgres'), {
    fsync: 'on',
    synchronous_commit: 'on'
  })
  scope.after(() => server.stop())
  process.env['TEST_DATABASE_ADDRESS'] = server.url('DATABASE', 'ROLE')
  await startCluster()
  const watch = watchProcess()
  const given = process.env['TEST_WORKER_ARGS']
  process.env['TEST_WORKER_ARGS'] = [...worker_flags, given, watch.flag].filter(Boolean).join(' ')
  const bed = await workerBed(scope, {
    simulator,
    // Nobody would host a session again whose lease ran out while the machine was busy with something else.
    lease_seconds: 36,
    ...(tree && { worker_main: resolve(tree, 'server/src/main/worker.ts') })
  })
  process.env['TEST_WORKER_ARGS'] = given ?? ''
  // A worker that ends by itself writes its profile when Node was told to make one.
  scope.after(async () => {
    const ended = once(bed.worker, 'exit')
    await bed.call('POST', '/drain')
    await ended
  })
  const sessions: string[] = []
  const { owner } = bed

  const rowsOf = (chats: string[][], texts: string[]) =>
    texts.map((body, index) => {
      const of_session = chats[index % sessions.length] ?? []
      return {
        id: newId('message'),
        session_id: sessions[index % sessions.length] ?? '',
        whatsapp_id: newWhatsappId('bench'),
        chat_id: of_session[Math.floor(index / sessions.length) % of_session.length] ?? '',
        content: { text: { body } }
      }
    })

  /** Accepts messages in one transaction; `before_commit` runs when all that costs anything is done. */
  const accept = (rows: ReturnType<typeof rowsOf>, before_commit: () => void): Promise<void> =>
    owner.transaction(async (tx) => {
      await tx.query(
        `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
         select r.id, $1, r.session_id, 'outbound', 'queued', r.whatsapp_id, r.chat_id, 'text', r.content
         from jsonb_to_recordset($2) as r (id text, session_id text, whatsapp_id text, chat_id text, content jsonb)`,
        [bed.tenant_id, JSON.stringify(rows)]
      )
      await putOutbounds(
        tx,
        rows.map((row) => ({ ...row, tenant_id: bed.tenant_id }))
      )
      before_commit()
    })

  const poke = (): Promise<unknown> => bed.call('POST', '/poke')
  const undelivered = async (rows: { id: string }[]): Promise<boolean> => {
    const [row] = await owner.query<{ open: boolean }>(
      "select exists (select from outbound) or exists (select from messages where id >= $1 and status = 'sent') as open",
      [rows[0]?.id]
    )
    return row?.open !== false
  }
  // What came before this message was counted when nothing was under way.
  let counted = { texts: 0, from: '' }
  const arrived = async (): Promise<number> => {
    const [row] = await owner.query<{ texts: number }>(
      "select count(*) as texts from messages where direction = 'inbound' and id >= $1",
      [counted.from]
    )
    return counted.texts + (row?.texts ?? 0)
  }

  return {
    pid: bed.worker.pid ?? 0,
    watch,
    postmaster: server.pid,
    bed,
    link: async ({ count }) => {
      const linked = await Promise.all(
        Array.from({ length: count }, async () => {
          const session_id = await bed.createSession()
          return { session_id, phone: await bed.link(session_id) }
        })
      )
      sessions.push(...linked.map((one) => one.session_id))
      return { numbers: linked.map((one) => one.phone.number) }
    },
    send: async ({ chats, texts }, started = () => undefined) => {
      counted = { texts: await arrived(), from: newId('message') }
      const rows = rowsOf(chats, texts)
      await accept(rows, started)
      const began_ms = Date.now()
      await poke()
      await until('nothing is waiting', async () => !(await undelivered(rows)), most_ms)
      const [last] = await owner.query<{ sent_at: Date }>(
        'select max(sent_at) as sent_at from messages where id = any ($1)',
        [rows.map((row) => row.id)]
      )
      return { took_ms: (last?.sent_at.getTime() ?? Number.NaN) - began_ms }
    },
    paced: async ({ chats, text, per_second, seconds }) => {
      const rows = rowsOf(
        chats,
        Array.from({ length: per_second * seconds }, () => text)
      )
      const began_ms = performance.now()
      const accepted: Promise<void>[] = []
      for (const [index, row] of rows.entries()) {
        const wait_ms = began_ms + (index * 1000) / per_second - performance.now()
        if (wait_ms > 0) await new Promise((resolve) => setTimeout(resolve, wait_ms))
        accepted.push(accept([row], () => undefined).then(() => void poke()))
      }
      await Promise.all(accepted)
      await until('nothing is waiting', async () => !(await undelivered(rows)), most_ms)
      const took = await owner.query<{ took_ms: number }>(
        'select extract(epoch from sent_at - queued_at)::float8 * 1000 as took_ms from messages where id = any ($1)',
        [rows.map((row) => row.id)]
      )
      return { took_ms: took.map((row) => row.took_ms) }
    },
    arrived: async () => ({ texts: await arrived() }),
    connected: async () => {
      const [row] = await owner.query<{ sessions: number }>(
        "select count(*) as sessions from sessions where status = 'connected'"
      )
      return { sessions: row?.sessions ?? 0 }
    }
  }
}

/** The worker with its database as one of the things compared. */
export const workerSide = (
  worker: PipelineWorker,
  simulator_pid: number,
  name = 'worker'
): Side => ({
  name,
  calls: worker,
  cpu: () => ({
    process: cpuOf(worker.pid),
    database: cpuOfDatabase(worker.postmaster),
    simulator: cpuOf(simulator_pid)
  }),
  resident: () => residentOf(worker.pid),
  residentDatabase: () => residentOfDatabase(worker.postmaster),
  watch: worker.watch
})
