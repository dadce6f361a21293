import type { WorkerReadings } from '../control/contract.ts'
import { worker_meters } from '../control/worker-meters.ts'
import { createMeters, type Reading, since } from '../lib/meters.ts'

/**
 * Adds up what workers count. A sum never falls when a worker ends, since only what each has counted in between is added;
 * gauges are those of the workers heard since `begin`. What the table of workers does not know is left out.
 */
export type WorkerTotals = {
  /** They are asked anew. */
  begin(): void
  /** `counted_before`: it is heard for the first time, and another leader has counted what it did until now. */
  hear(instance_id: string, readings: WorkerReadings, counted_before: boolean): void
  /** Others are gone. */
  keep(instance_ids: readonly string[]): void
  read(): Reading[]
}

export const createWorkerTotals = (): WorkerTotals => {
  const totals = createMeters(worker_meters)
  const before = new Map<string, WorkerReadings>()
  return {
    begin: totals.clearGauges,
    hear: (instance_id, readings, counted_before) => {
      const counted = readings.filter(({ name }) => !isGauge(name))
      const known = before.get(instance_id)
      if (known) totals.add(since(known, counted))
      else if (!counted_before) totals.add(counted)
      totals.add(readings.filter(({ name }) => isGauge(name)))
      before.set(instance_id, counted)
    },
    keep: (instance_ids) => {
      const live = new Set(instance_ids)
      for (const id of before.keys()) if (!live.has(id)) before.delete(id)
    },
    read: totals.read
  }
}

const isGauge = (name: string): boolean =>
  Object.hasOwn(worker_meters, name) &&
  worker_meters[name as keyof typeof worker_meters].type === 'gauge'
