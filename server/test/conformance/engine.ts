import { after, before, test } from 'node:test'
import {
  type SimulatorInfo,
  type SpawnedSimulator,
  spawnSimulator
} from '@whatsapp-saas/simulator/client'
import { endPromises } from './engine/ending.ts'
import { linkPromises } from './engine/linking.ts'
import { gatePromises, sendPromises } from './engine/messages.ts'
import { type EnginePromise, type EngineUnderTest, engineBed } from './engine/suite.ts'

/** Holds an implementation to the promises of `whatsapp/contract.ts`, against the simulator. Call it once for each. */
export const engineConformance = (
  name: string,
  create: (simulator: SimulatorInfo) => EngineUnderTest
): void => {
  let spawned: SpawnedSimulator
  let under_test: EngineUnderTest
  before(async () => {
    spawned = await spawnSimulator()
    under_test = create(spawned.info)
  })
  after(() => spawned.stop())

  const promise: EnginePromise = (title, work) =>
    void test(`engine ${name}: ${title}`, (t) => work(engineBed(t, spawned.client, under_test)))
  linkPromises(promise)
  sendPromises(promise)
  gatePromises(promise)
  endPromises(promise)
}
