import type { AuditAction } from '../domain/audit.ts'
import type { Idempotency } from '../domain/idempotency.ts'
import type { Tenant } from '../domain/tenant.ts'
import type { Caller } from './auth/issue-tokens.ts'

/** What the audit log will say of a call. The use case adds to it what only it knows. */
export type AuditEntry = {
  /** null for what leaves a record of its own, and for a call that turned out to change nothing. */
  action: AuditAction | null
  /** What was changed: the id of the path, or that of what the call has made. */
  target_id: string | null
  details: Record<string, unknown>
  /** Whether it stands in the transaction of the change; else it is written when the handler is done. */
  is_written: boolean
}

/** Who asks for a change and how. Every use case that changes something takes it, so that none forgets a part of it. */
export type Context = {
  tenant: Tenant
  /** From where. */
  caller: Caller
  /** Set when the answer is kept in the transaction of the change. */
  idempotency: Idempotency | undefined
  /** The trace that the caller has made the call a part of. */
  traceparent: string | null
  /** When the call began. */
  began_ms: number
  readonly signal: AbortSignal
  entry: AuditEntry
}
