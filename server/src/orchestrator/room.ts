import type { InstanceRow } from '../domain/instance.ts'
import type { ScaleBounds } from '../domain/scale.ts'
import type { Start } from './decision.ts'
import type { RoomRules } from './rules.ts'

/** So many of the workers are for whoever shares, so that no tenant's own workers keep the others out. */
export const sharedReserve = (workers_max: number): number =>
  Math.max(1, Math.ceil(workers_max / 4))

/** Most workers that one tenant has to itself: half of what the reserve leaves, and never more than its plan says. */
export const tenantWorkersMax = (workers_max: number, plan_max: number | null): number => {
  const own = workers_max - sharedReserve(workers_max)
  return Math.min(plan_max ?? own, Math.min(own, Math.max(1, Math.floor(own / 2))))
}

/** Most sessions that one tenant has on shared workers: a fifth of what they could hold is left to the others. */
export const tenantSharedMax = (rules: RoomRules): number =>
  Math.max(1, Math.floor(rules.workers_max * rules.sessions_per_worker * 0.8))

/** What may still be started. */
export type Room = {
  allows(start: Pick<Start, 'mode' | 'tenant_id' | 'workers_max' | 'part'>): boolean
  take(start: Pick<Start, 'mode' | 'tenant_id' | 'part'>): void
}

/**
 * Counts what there is: also those that are about to end, because they still use memory. For one of them there may be one
 * more at a time, so that what is full can be replaced without a gap; and none keeps its tenant from having another. Those for
 * sessions that run apart are nobody's share, and there may be one more for them: two take the place of one.
 */
export const createRoom = (
  instances: InstanceRow[],
  rules: RoomRules,
  driver_has_room: boolean,
  bounds: ScaleBounds
): Room => {
  const by_tenant = new Map<string, number>()
  const ending = instances.filter((one) => one.status === 'draining')
  let all = instances.length - Math.min(1, ending.length)
  let own = 0
  let shared = 0
  const count = ({ mode, tenant_id, part }: Pick<Start, 'mode' | 'tenant_id' | 'part'>): void => {
    if (part !== null) return
    if (mode === 'shared' || tenant_id === null) {
      shared++
      return
    }
    own++
    by_tenant.set(tenant_id, (by_tenant.get(tenant_id) ?? 0) + 1)
  }
  for (const instance of instances) if (!ending.includes(instance)) count(instance)
  return {
    allows: ({ mode, tenant_id, workers_max, part }) => {
      if (part !== null) return driver_has_room && all <= rules.workers_max
      if (!driver_has_room || all >= rules.workers_max) return false
      if (mode === 'shared' || tenant_id === null)
        return shared < (bounds.workers_max ?? rules.workers_max)
      return (
        own < rules.workers_max - sharedReserve(rules.workers_max) &&
        (by_tenant.get(tenant_id) ?? 0) < tenantWorkersMax(rules.workers_max, workers_max)
      )
    },
    take: (start) => {
      all++
      count(start)
    }
  }
}
