import type { InstanceRow } from '../domain/instance.ts'
import type { WorkerLimits } from './drivers/contract.ts'
import type { Placement } from './records/load.ts'

/** What a worker of its own may use; null where workers are shared. */
export type Limits = WorkerLimits | null

/** What a worker is started for. Workers that die again and again are counted by this. */
export const poolKeyOf = (session: Placement): string =>
  session.mode === 'shared'
    ? 'shared'
    : session.mode === 'tenant'
      ? `tenant ${session.tenant_id}`
      : `dedicated ${session.session_id}`

/** The pool that an instance was started for, as far as its sessions still tell. */
export const poolKeyOfInstance = (instance: InstanceRow, sessions: Placement[]): string => {
  if (instance.mode === 'shared') return 'shared'
  if (instance.mode === 'tenant') return `tenant ${instance.tenant_id}`
  const session = sessions.find((one) => one.instance_id === instance.id)
  return `dedicated ${session?.session_id ?? instance.id}`
}
