import { hasAddress, type InstanceMode, type InstanceRow } from '../domain/instance.ts'
import type { Placement } from './records/load.ts'
import { tenantSharedMax } from './room.ts'
import type { RoomRules } from './rules.ts'

/** Where sessions are and where there is room for more, as it changes during one pass. */
export type Occupancy = {
  /** The instance that the session is placed on, as long as it takes part. */
  present(session: Placement): InstanceRow | undefined
  /** The instance that has the session and is to end: it works on until another one takes the session over. */
  leaving(session: Placement): InstanceRow | undefined
  /** Whether the instance is of the kind that the session should have. */
  suits(instance: InstanceRow, session: Placement): boolean
  /** The instance of the session's kind that has room: not busy, with the fewest sessions. None for a tenant that has its share of all. */
  find(session: Placement): InstanceRow | undefined
  add(instance: InstanceRow, session: Placement): void
  /** It is to be placed on an instance that is about to be started. */
  expect(session: Placement): void
  /** Shared instances that are for any session and take part, with how many sessions are placed on each and how many may be. */
  shared(): { instance: InstanceRow; sessions: number; sessions_max: number }[]
  /** Whether the tenant has as many sessions on shared workers as one tenant may have. */
  overShare(session: Placement): boolean
  /** How many sessions of the tenant have a place: anywhere, or on shared workers. */
  sessionsOf(tenant_id: string, where?: 'shared'): number
}

export const createOccupancy = (
  instances: InstanceRow[],
  sessions: Placement[],
  rules: RoomRules,
  isBusy: (instance_id: string) => boolean,
  isFull: (host: string) => boolean = () => false
): Occupancy => {
  const by_id = new Map(instances.map((instance) => [instance.id, instance]))
  const loads = new Map<string, number>()
  const tenants = new Map<string, number>()
  const sharing = new Map<string, number>()
  const increase = (counts: Map<string, number>, key: string): void =>
    void counts.set(key, (counts.get(key) ?? 0) + 1)
  const expect = (mode: InstanceMode, tenant_id: string): void => {
    increase(tenants, tenant_id)
    if (mode === 'shared') increase(sharing, tenant_id)
  }
  const count = (instance: InstanceRow, tenant_id: string): void => {
    increase(loads, instance.id)
    expect(instance.mode, tenant_id)
  }
  const placeOf = ({ instance_id }: Placement): InstanceRow | undefined =>
    instance_id ? by_id.get(instance_id) : undefined
  for (const session of sessions) {
    const instance = placeOf(session)
    if (session.desired === 'running' && instance) count(instance, session.tenant_id)
  }

  const load = (instance: InstanceRow): number => loads.get(instance.id) ?? 0
  const most = (instance: InstanceRow): number =>
    Math.min(instance.sessions_max, rules.sessions_per_worker)
  const hasRoom = (instance: InstanceRow): boolean => load(instance) < most(instance)
  const takesMore = keptFree(instances, isFull)
  const suits: Occupancy['suits'] = (instance, session) =>
    instance.mode === session.mode &&
    instance.part === session.part &&
    instance.tenant_id === (session.mode === 'shared' ? null : session.tenant_id)

  const sessionsOf: Occupancy['sessionsOf'] = (tenant_id, where) =>
    (where === 'shared' ? sharing : tenants).get(tenant_id) ?? 0
  // One that moves from a shared worker to another is counted already.
  const overShare: Occupancy['overShare'] = (session) =>
    session.mode === 'shared' &&
    placeOf(session)?.mode !== 'shared' &&
    sessionsOf(session.tenant_id, 'shared') >= tenantSharedMax(rules)

  return {
    suits,
    overShare,
    sessionsOf,
    present: (session) => {
      const instance = placeOf(session)
      return instance && takesPart(instance) ? instance : undefined
    },
    leaving: (session) => {
      const instance = placeOf(session)
      return instance && !takesPart(instance) ? instance : undefined
    },
    find: (session) =>
      overShare(session)
        ? undefined
        : instances
            .filter(
              (one) => takesPart(one) && takesMore(one) && suits(one, session) && hasRoom(one)
            )
            .sort(
              (one, other) =>
                Number(one.status === 'starting') - Number(other.status === 'starting') ||
                Number(isBusy(one.id)) - Number(isBusy(other.id)) ||
                load(one) - load(other)
            )[0],
    expect: ({ mode, tenant_id }) => expect(mode, tenant_id),
    add: (instance, session) =>
      placeOf(session) ? increase(loads, instance.id) : count(instance, session.tenant_id),
    shared: () =>
      instances
        .filter((one) => one.mode === 'shared' && one.part === null && takesPart(one))
        .map((one) => ({ instance: one, sessions: load(one), sessions_max: most(one) }))
  }
}

const takesPart = ({ status, desired }: InstanceRow): boolean =>
  (status === 'starting' || status === 'running') && desired === 'running'

/** Whether an instance may get more: not on a full host. Where there is one host only, that would not give it any space. */
const keptFree = (
  instances: InstanceRow[],
  isFull: (host: string) => boolean
): ((instance: InstanceRow) => boolean) => {
  const several = new Set(instances.filter(hasAddress).map((one) => one.host)).size > 1
  return ({ host }) => !(several && isFull(host))
}
