import { migrateDatabase } from '../../src/main/migrate-database.ts'
import { until } from '../../testkit/until.ts'
import type { Installation } from './installation.ts'
import type { Pace } from './pace.ts'
import { own_root } from './role-process.ts'

const within_ms = 120_000

/**
 * Replaces an installation of an earlier version in steps, while messages come and go: the schema first, then one process
 * after the other. Workers of the earlier version go on beside those of this one until they are ended at last.
 */
export const upgradeInSteps = async (
  pace: Pace,
  installation: Installation,
  say: (what: string) => void
): Promise<void> => {
  const { roles, gateways, postgres } = installation
  const old_workers = await installation.worker_pids()
  const gone = async (pids: number[]): Promise<boolean> => {
    const running = new Set(await installation.worker_pids())
    return pids.every((pid) => !running.has(pid))
  }
  const steps: { at: number; name: string; run: () => Promise<unknown> }[] = [
    {
      at: 0.15,
      name: 'the schema',
      run: () => migrateDatabase(postgres.url('wa_owner'))
    },
    ...roles.gateway.map((gateway, index) => ({
      at: 0.25 + index * 0.1,
      name: `gateway ${index}`,
      run: async () => {
        const before = gateway.starts
        gateway.upgrade(own_root, 'SIGTERM')
        await until(
          `gateway ${index} answers`,
          async () => gateway.starts > before && (await answers(gateways[index] ?? '')),
          within_ms
        )
      }
    })),
    {
      at: 0.45,
      name: 'delivery',
      run: async () => roles.delivery[0]?.upgrade(own_root, 'SIGTERM')
    },
    {
      // In peace it would take its workers with it.
      at: 0.55,
      name: 'the orchestrator, killed so that its workers go on',
      run: async () => roles.orchestrator[0]?.upgrade(own_root, 'SIGKILL')
    },
    {
      at: 0.65,
      name: 'one worker, killed',
      run: async () => {
        const [first] = old_workers
        if (first === undefined) throw new Error('no worker runs')
        process.kill(first, 'SIGKILL')
        await until('another worker is there', () => gone([first]), within_ms)
      }
    },
    {
      at: 0.75,
      name: 'all other workers',
      run: async () => {
        const running = new Set(await installation.worker_pids())
        for (const pid of old_workers) if (running.has(pid)) process.kill(pid, 'SIGTERM')
        await until('the earlier workers have ended', () => gone(old_workers), within_ms)
      }
    }
  ]
  pace.leave(steps[0]?.at ?? 1)
  for (const [index, step] of steps.entries()) {
    await pace.reached(step.at)
    await step.run()
    say(`replaced: ${step.name}`)
    pace.leave(steps[index + 1]?.at ?? 1)
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/health/live`).then(
    (response) => response.ok,
    () => false
  )
