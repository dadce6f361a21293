import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { until } from '../../../testkit/until.ts'
import { type KillPoint, nameOf } from './table.ts'

/** What the next process to pass the step does to itself. */
export type Armed = { name: string; step: string; nth: number; signal: 'SIGKILL' | 'SIGSTOP' }

/** A trap in the processes that were started with it. */
export type Trap = {
  /** How a process is started with it. */
  node_args: string[]
  environment: Record<string, string>
  set(point: KillPoint, signal?: Armed['signal']): Promise<void>
  /** Resolves when a process has passed the step. */
  sprung(point: KillPoint): Promise<void>
  /** The names of the points that were hit so far. */
  hits(): Promise<string[]>
}

export const createTrap = async (t: TestContext): Promise<Trap> => {
  const folder = await mkdtemp(join(tmpdir(), 'kill-points-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const armed_file = join(folder, 'armed.json')
  const hits = async (): Promise<string[]> => {
    const file = join(folder, 'hit.txt')
    if (!existsSync(file)) return []
    return (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '')
  }
  return {
    node_args: ['--import', fileURLToPath(new URL('./preload.ts', import.meta.url))],
    environment: { KILL_POINTS_FOLDER: folder },
    set: async (point, signal = 'SIGKILL') => {
      const armed: Armed = { name: nameOf(point), step: point.step, nth: point.nth ?? 1, signal }
      // Nobody may read half of it.
      await writeFile(`${armed_file}.new`, JSON.stringify(armed))
      await rename(`${armed_file}.new`, armed_file)
    },
    sprung: async (point) => {
      await until(`a process passes "${nameOf(point)}"`, async () =>
        (await hits()).includes(nameOf(point))
      )
    },
    hits
  }
}
