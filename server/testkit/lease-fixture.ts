import { randomBytes } from 'node:crypto'
import type { TestContext } from 'node:test'
import { newId } from '../src/domain/ids.ts'
import { sha256 } from '../src/lib/crypto.ts'
import { type Db, openDb } from '../src/lib/db.ts'
import type { Log } from '../src/lib/log.ts'
import { createLog } from '../src/lib/log.ts'
import type { Lease } from '../src/worker/commit/journal.ts'
import { testDatabase } from './database.ts'

/** A database with a worker's role that holds the leases of sessions, and no worker. */
export type LeaseBed = {
  owner: Db
  worker: Db
  system: Db
  tenant_id: string
  /** A new session whose lease is held. */
  lease(): Promise<Lease>
  /** A message of ours that waits, with this id at WhatsApp. */
  queued(lease: Lease, whatsapp_id: string): Promise<string>
  /** A log that says nothing and keeps what it is warned of. */
  quiet(warned: object[]): Log
}

export const leaseBed = async (t: TestContext): Promise<LeaseBed> => {
  const urls = await testDatabase(t)
  const token = randomBytes(32).toString('hex')
  const open = (url: string, settings: Record<string, string> = {}): Db => {
    const db = openDb({ url, connections_max: 2, application_name: 'test', settings })
    t.after(() => db.close())
    return db
  }
  const owner = open(urls.owner)
  const tenant_id = newId('tenant')
  const instance_id = newId('instance')
  await owner.query("insert into tenants (id, name) values ($1, 'test')", [tenant_id])
  await owner.query(
    `insert into instances (id, mode, driver, host, port, status, token_hash, sessions_max)
     values ($1, 'shared', 'process', '127.0.0.1', 4000, 'running', $2, 100)`,
    [instance_id, sha256(token)]
  )
  return {
    owner,
    worker: open(urls.worker, { 'app.worker_token': token }),
    system: open(urls.system),
    tenant_id,
    lease: async () => {
      const session_id = newId('session')
      await owner.query(
        `with s as (
           insert into sessions (id, tenant_id, session_name, status, desired) values ($1::text, $2::text, $1::text, 'connected', 'running')
         )
         insert into session_leases (session_id, tenant_id, instance_id, epoch, expires_at)
         values ($1::text, $2::text, $3, 1, now() + interval '1 hour')`,
        [session_id, tenant_id, instance_id]
      )
      return { session_id, tenant_id, epoch: 1, session_key: randomBytes(32) }
    },
    queued: async ({ session_id }, whatsapp_id) => {
      const id = newId('message')
      await owner.query(
        `with m as (
           insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
           values ($1::text, $2::text, $3::text, 'outbound', 'queued', $4, '1@s.whatsapp.net', 'text', '{"text": {"body": ""}}')
         )
         insert into outbound (message_id, session_id, tenant_id, chat_id, turn) values ($1::text, $3::text, $2::text, '1@s.whatsapp.net', 0)`,
        [id, tenant_id, session_id, whatsapp_id]
      )
      return id
    },
    quiet: (warned) =>
      Object.assign(createLog({ level: 'silent', role: 'test' }), {
        warn: (about: object) => void warned.push(about)
      })
  }
}
