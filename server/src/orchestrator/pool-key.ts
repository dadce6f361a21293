import type { InstanceRow } from '../domain/instance.ts'
import type { WorkerLimits } from './drivers/contract.ts'
import type { Placement } from './records/load.ts'

/** What a worker of its own may use; null where workers are shared. */
export type Limits = WorkerLimits | null

/** What a worker is started for. Workers that die again and again are counted by this. */
export const poolKeyOf = (session: Placement): string => {
  if (session.mode === 'shared') return apart('shared', session.part)
  if (session.mode === 'tenant') return apart(`tenant ${session.tenant_id}`, session.part)
  return `dedicated ${session.session_id}`
}

const apart = (pool: string, part: string | null): string => (part ? `${pool} ${part}` : pool)

/** The pool that an instance was started for, as far as its sessions still tell. */
export const poolKeyOfInstance = (instance: InstanceRow, sessions: Placement[]): string => {
  if (instance.mode === 'shared') return apart('shared', instance.part)
  if (instance.mode === 'tenant') return apart(`tenant ${instance.tenant_id}`, instance.part)
  const session = sessions.find((one) => one.instance_id === instance.id)
  return `dedicated ${session?.session_id ?? instance.id}`
}
