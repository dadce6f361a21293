import { z } from 'zod'
import type { ClientBuild } from '../domain/client-version.ts'
import type { Db } from '../lib/db.ts'
import type { KeyRing } from '../lib/key-ring.ts'
import type { Log } from '../lib/log.ts'
import type { Providers } from '../payments/open.ts'
import type { WorkerPlace } from '../store/sessions/workers.ts'
import type { Deliver } from '../webhooks/deliver.ts'
import type { Drain } from '../webhooks/drain.ts'
import type { Mailer } from './mail/mailer.ts'
import type { MediaDeps } from './media/media-deps.ts'

/** Finds the newest build; rejects with what went wrong. */
export type FindBuild = (signal: AbortSignal) => Promise<ClientBuild>

/** What is needed to send mails. */
export type MailDeps = {
  /** Null: no mail server is known, and mails wait in the outbox. */
  mailer: Mailer | null
  webhook_key: KeyRing
  /** The address of the pages that links lead to. */
  base: string
}

/** What is needed to have payments collected. */
export type PaymentDeps = {
  providers: Providers
  /** The address of the gateway, where customers come back to and webhooks are posted. */
  base: string
}

export type TaskDeps = {
  /** PostgreSQL as wa_system. */
  db: Db
  log: Log
  deliver: Deliver
  drain: Drain
  event_days: number
  /** What is needed to work on files; undefined in a process that has no store of them. */
  media?: MediaDeps | undefined
  /** Asks workers to log out; undefined in a process that knows none: they look by themselves when they connect. */
  workers?: { logout(worker: WorkerPlace, session_id: string): Promise<void> } | undefined
  /** Undefined in a process that sends no mails. */
  mail?: MailDeps | undefined
  /** Undefined in a process that has nothing collected. */
  payments?: PaymentDeps | undefined
  /** Finds the newest version of WhatsApp's client; null: nobody is asked. */
  find_build: FindBuild | null
}

/** Something that is done in the background: by the clock, or because somebody put a job of it. */
export type Task = {
  /** As it stands in the queue. It never changes: jobs put by other versions carry it. */
  name: string
  /** The version of the payload that this code understands, and all before it. */
  v: number
  /** When it is done by the clock, as cron writes it. */
  schedule?: string
  /** Throws when the payload is not what it should be. */
  run(deps: TaskDeps, payload: unknown, stopping: AbortSignal): Promise<void>
}

/** Without `v`: put by a version that did not number its payloads yet. */
export const v1 = z.literal(1).default(1)

/** The payload of tasks that need none; what is put by the clock says when that was. */
export const no_payload = z.object({ v: v1 }).nullish()

export const defineTask = <Payload extends z.ZodType>(task: {
  name: string
  /** The version of its payload; 1 where nothing is said. */
  v?: number
  payload: Payload
  schedule?: string
  run(deps: TaskDeps, payload: z.infer<Payload>, stopping: AbortSignal): Promise<void>
}): Task => ({
  name: task.name,
  v: task.v ?? 1,
  ...(task.schedule !== undefined && { schedule: task.schedule }),
  run: (deps, payload, stopping) => task.run(deps, task.payload.parse(payload), stopping)
})
