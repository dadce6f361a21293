import { newId } from '../src/domain/ids.ts'
import type { InstanceRow } from '../src/domain/instance.ts'
import type { SessionRow } from '../src/domain/session.ts'
import type { Db } from '../src/lib/db.ts'
import { askForReconcile } from '../src/queue/reconcile.ts'
import { seedSession } from './seed-session.ts'
import { until } from './until.ts'

/** The rows of a test with an orchestrator, as the gateway would have written them and the orchestrator changes them. */
export type OrchestratorRows = {
  /** A tenant on this plan. */
  tenant(plan: 'trial' | 'business' | 'unlimited'): Promise<string>
  /** A session that should run, linked unless it says otherwise. */
  session(tenant_id: string, more?: { linked: boolean }): Promise<string>
  want(session_id: string, desired: 'running' | 'stopped'): Promise<void>
  read(session_id: string): Promise<SessionRow>
  lease(session_id: string): Promise<{ instance_id: string; epoch: number; left_s: number }>
  connected(session_id: string): Promise<SessionRow & { instance_id: string }>
  instances(): Promise<InstanceRow[]>
  events(type: string): Promise<{ session_id: string; data: Record<string, unknown> }[]>
}

export const orchestratorRows = (owner: Db): OrchestratorRows => {
  const read = async (session_id: string): Promise<SessionRow> => {
    const [row] = await owner.query<SessionRow>('select * from sessions where id = $1', [
      session_id
    ])
    if (!row) throw new Error('no such session')
    return row
  }
  return {
    read,
    instances: () => owner.query<InstanceRow>('select * from instances order by id'),
    tenant: async (plan) => {
      const tenant_id = newId('tenant')
      await owner.query('select auth_register($1, $2, $3, $4, $5, $6, $7)', [
        tenant_id,
        newId('user'),
        newId('subscription'),
        `${tenant_id}@example.com`,
        'Person',
        'hash',
        plan
      ])
      return tenant_id
    },
    session: (tenant_id, { linked } = { linked: true }) =>
      owner.transaction(async (tx) => {
        const linked_at = linked ? new Date() : null
        const seed = { desired: 'running', linked_at } as const
        const id = await seedSession({ owner: tx }, { tenant_id }, seed)
        await askForReconcile(tx)
        return id
      }),
    want: (session_id, desired) =>
      owner.transaction(async (tx) => {
        await tx.query('update sessions set desired = $2 where id = $1', [session_id, desired])
        await askForReconcile(tx)
      }),
    lease: async (session_id) => {
      const [row] = await owner.query<{ instance_id: string; epoch: number; left_s: number }>(
        `select instance_id, epoch, extract(epoch from expires_at - now())::float8 as left_s
         from session_leases where session_id = $1`,
        [session_id]
      )
      if (!row) throw new Error('no lease')
      return row
    },
    connected: (session_id) =>
      until(`${session_id} is connected`, async () => {
        const row = await read(session_id)
        return row.status === 'connected' && row.instance_id
          ? { ...row, instance_id: row.instance_id }
          : false
      }),
    events: (type) =>
      owner.query('select session_id, data from events where type = $1 order by seq', [type])
  }
}
