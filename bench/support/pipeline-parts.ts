import { type SpawnedSimulator, spawnSimulator } from '@whatsapp-saas/simulator/client'
import { bareSide, startBare } from './bare.ts'
import type { Side, World } from './drive-sides.ts'
import { type ApiFigures, measureApi } from './measure-api.ts'
import { type ColdStart, measureColdStart } from './measure-cold-start.ts'
import { type MemoryFigures, measureMemory } from './measure-memory.ts'
import { measureSides, type SideFigures } from './measure-sides.ts'
import { measureStorm, type StormFigures } from './measure-storm.ts'
import { startPipelineWorker, workerSide } from './pipeline-worker.ts'
import { type Scope, withScope } from './scope.ts'

/** What is measured, and how much of it; null: not at all. */
export type Parts = {
  steps: number[] | null
  api: number | null
  memory: number | null
  storm: number | null
  cold_start: number | null
  messages: number
  rounds: number
  burst: number
  outage_s: number
  seconds: number
  /** One side only, or one direction, for profiles. */
  only: string | undefined
  flow: string | undefined
  /** Another working tree, to be compared with this one. */
  against: string | undefined
}

export type PipelineFigures = {
  sides?: SideFigures[]
  api?: ApiFigures
  memory?: MemoryFigures[]
  storm?: StormFigures[]
  cold_start?: ColdStart[]
}

/** Measures one part after the other, each with processes of its own, and tells `done` of each. */
export const runParts = async (
  parts: Parts,
  done: (figures: PipelineFigures) => void
): Promise<PipelineFigures> => {
  const all: PipelineFigures = {}
  const finish = (figures: PipelineFigures): void => {
    Object.assign(all, figures)
    done(figures)
  }
  const { steps, api, memory, storm, cold_start } = parts
  if (steps)
    finish({
      sides: await withSides(parts, ({ sides, ...world }) =>
        measureSides({ ...parts, ...world, sides, steps, paced_seconds: parts.seconds })
      )
    })
  if (api)
    finish({
      api: await withScope((scope) =>
        measureApi(scope, { ...parts, paces_per_second: [10, 50], sessions: api })
      )
    })
  if (memory)
    finish({
      memory: await withSides(parts, ({ sides, ...world }) => measureMemory(world, sides, memory))
    })
  if (storm)
    finish({
      storm: await withSides(parts, ({ sides, ...world }) =>
        measureStorm(world, sides, storm, parts.outage_s)
      )
    })
  if (cold_start)
    finish({ cold_start: await withScope((scope) => measureColdStart(scope, cold_start)) })
  return all
}

/** Worker and bare loop on a simulator of their own. */
const withSides = <T>(
  parts: Parts,
  work: (world: World & { sides: Side[] }) => Promise<T>
): Promise<T> =>
  withScope(async (scope) => {
    const simulator = await spawnSimulator()
    scope.after(() => simulator.stop())
    const friends = (await simulator.client.createPhones(40)).map((phone) => phone.number)
    return work({
      simulator: simulator.client,
      friends,
      sides: await startSides(scope, simulator, parts)
    })
  })

const startSides = async (
  scope: Scope,
  simulator: SpawnedSimulator,
  { only, against }: Parts
): Promise<Side[]> => {
  const sides: Side[] = []
  if (only !== 'bare')
    sides.push(workerSide(await startPipelineWorker(scope, simulator), simulator.pid))
  if (against)
    sides.push(
      workerSide(
        await startPipelineWorker(scope, simulator, against),
        simulator.pid,
        'other worker'
      )
    )
  if (only !== 'worker') sides.push(bareSide(await startBare(scope, simulator.info), simulator.pid))
  return sides
}
