import { test } from 'node:test'
import { adoptPromises } from './driver/adopting.ts'
import { endPromises } from './driver/ending.ts'
import { startPromises } from './driver/starting.ts'
import { type DriverPromise, drive, type PrepareDriver } from './driver/suite.ts'

/** What every driver promises to the orchestrator (`orchestrator/drivers/contract.ts`). */
export const driverConformance = (name: string, prepare: PrepareDriver): void => {
  const promise: DriverPromise = (title, run) =>
    void test(`driver ${name}: ${title}`, async (t) => run(await drive(t, prepare)))
  startPromises(name, promise)
  adoptPromises(promise)
  endPromises(promise)
}
