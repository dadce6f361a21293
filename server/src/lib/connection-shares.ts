import { createFairPlaces } from './fair-places.ts'

/** The tenant has as many transactions under way and in the queue as it may. Nothing was begun. */
export class DatabaseBusy extends Error {
  override name = 'DatabaseBusy'
}

export type ConnectionShares = <T>(
  tenant_id: string,
  reads_much: boolean,
  transaction: () => Promise<T>
) => Promise<T>

const waiting_ms_max = 5_000
const waiting_max = 2_000
const waiting_max_each = 500

/**
 * Shares the connections of a pool among tenants, who take turns. One tenant never has more than half of them, and what
 * reads much a fifth, two fifths for all tenants; two stay free for what belongs to no tenant, such as credentials.
 */
export const createConnectionShares = (connections_max: number): ConnectionShares => {
  const share = (of: number): number => Math.max(1, Math.floor(connections_max * of))
  const places = (running_max: number, running_max_each: number) =>
    createFairPlaces({
      running_max,
      running_max_each,
      waiting_max,
      waiting_max_each,
      waiting_ms_max,
      refuse: () => new DatabaseBusy()
    })
  const all = places(Math.max(1, connections_max - 2), share(0.5))
  const reading = places(share(0.4), share(0.2))
  return (tenant_id, reads_much, transaction) => {
    const work = () => all.run(tenant_id, transaction)
    return reads_much ? reading.run(tenant_id, work) : work()
  }
}
