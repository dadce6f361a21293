import type { SimulatorClient } from '@whatsapp-saas/simulator/client'
import { newId } from '../src/domain/ids.ts'
import type { MessageRow } from '../src/domain/message.ts'
import type { SessionRow } from '../src/domain/session.ts'
import { newWhatsappId } from '../src/domain/whatsapp-id.ts'
import type { Db } from '../src/lib/db.ts'
import { putOutbounds } from '../src/queue/outbound.ts'
import { seedSession } from './seed-session.ts'
import { until } from './until.ts'

type More = Partial<Pick<MessageRow, 'tenant_id' | 'priority' | 'send_at' | 'expires_at'>>

/** The rows of a test whose sessions are placed by hand, as the gateway would have written them and a worker changes them. */
export type WorkerRows = {
  /** A session that should run; of the test's own tenant unless another is named. */
  createSession(of?: string): Promise<string>
  session(session_id: string): Promise<SessionRow>
  waitStatus(session_id: string, status: string): Promise<SessionRow>
  /** Scans the code that the session shows with a new phone and waits until it is connected. */
  scan(
    simulator: SimulatorClient,
    session_id: string,
    number?: string
  ): ReturnType<SimulatorClient['createPhone']>
  /** Puts a text into the queue. */
  accept(session_id: string, chat_id: string, body: string, more?: More): Promise<MessageRow>
  messages(session_id: string): Promise<MessageRow[]>
}

export const workerRows = async (owner: Db, tenant_id: string): Promise<WorkerRows> => {
  await owner.query("insert into tenants (id, name) values ($1, 'Test')", [tenant_id])
  const rows: WorkerRows = {
    createSession: (of = tenant_id) =>
      seedSession({ owner }, { tenant_id: of }, { desired: 'running' }),
    session: async (session_id) => {
      const [row] = await owner.query<SessionRow>('select * from sessions where id = $1', [
        session_id
      ])
      if (!row) throw new Error('no such session')
      return row
    },
    waitStatus: (session_id, status) =>
      until(`session is ${status}`, async () => {
        const row = await rows.session(session_id)
        return row.status === status && row
      }),
    scan: async (simulator, session_id, number) => {
      const phone = await simulator.createPhone(number ? { number } : {})
      const qr = await until('a QR code', async () => (await rows.session(session_id)).qr)
      await simulator.scan(phone.number, qr)
      await rows.waitStatus(session_id, 'connected')
      return phone
    },
    accept: (session_id, chat_id, body, more = {}) =>
      owner.transaction(async (tx) => {
        const id = newId('message')
        const [row] = await tx.query<MessageRow>(
          `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
           values ($1, $2, $3, 'outbound', 'queued', $4, $5, 'text', $6) returning *`,
          [
            id,
            more.tenant_id ?? tenant_id,
            session_id,
            newWhatsappId('test'),
            chat_id,
            JSON.stringify({ text: { body } })
          ]
        )
        putOutbounds(tx, [{ id, session_id, tenant_id, chat_id, ...more }])
        if (!row) throw new Error('not inserted')
        return row
      }),
    messages: (session_id) =>
      owner.query<MessageRow>('select * from messages where session_id = $1 order by id', [
        session_id
      ])
  }
  return rows
}
