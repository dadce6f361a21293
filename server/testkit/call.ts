import type { Caller, Harness, SeededTenant } from './app.ts'

/** A call that succeeds: what its path and its body need. */
export type Call = { path?: Record<string, string>; body?: Record<string, unknown> }

/** Who makes it, where. */
export type Seed = { app: Harness; tenant: SeededTenant; person: Caller }
