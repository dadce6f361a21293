import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { SimulatorClient } from '@whatsapp-saas/simulator/client'
import { until } from '../../testkit/until.ts'
import type { Installation } from './installation.ts'
import type { Pace } from './pace.ts'
import { type Decision, killable, type Role } from './plan.ts'
import type { Population } from './population.ts'

export type Disruptions = { kills: Record<Role, number>; disconnects: Record<string, number> }

export const createDisruptions = (): Disruptions => ({
  kills: Object.fromEntries(killable.map((role) => [role, 0])) as Disruptions['kills'],
  disconnects: {}
})

const victim_within_ms = 60_000

/** Carries out what was decided, each thing when its share of the messages has been handed in. */
export const disrupt = async (
  plan: Decision[],
  pace: Pace,
  installation: Installation,
  simulator: SimulatorClient,
  { sessions, friends }: Population,
  disruptions: Disruptions
): Promise<void> => {
  const numberOf = (session: number): string => sessions[session]?.number ?? ''

  const apply = async (decision: Decision): Promise<void> => {
    switch (decision.type) {
      case 'kill':
        await kill(installation, decision.role, decision.which)
        disruptions.kills[decision.role]++
        return
      case 'fault':
        return simulator.setFaults({ number: numberOf(decision.session), ...decision.faults })
      case 'friend_fault':
        return simulator.setFaults({ number: friends[decision.friend] ?? '', ...decision.faults })
      case 'everyone':
        return simulator.setFaults(decision.faults)
      case 'disconnect': {
        const { how } = decision
        const { disconnected } = await simulator.disconnect(numberOf(decision.session), { how })
        disruptions.disconnects[how] = (disruptions.disconnects[how] ?? 0) + disconnected
      }
    }
  }

  pace.leave(plan[0]?.at ?? 1)
  for (const [index, decision] of plan.entries()) {
    await pace.reached(decision.at)
    await apply(decision)
    await pause(decision.pause_ms)
    pace.leave(plan[index + 1]?.at ?? 1)
  }
}

/** Returns when a process of the role is dead. One that is not there, because it was killed a moment ago, is waited for. */
const kill = async (installation: Installation, role: Role, which: number): Promise<void> => {
  const pid = await until(
    `there is a ${role} to kill`,
    () => installation.kill(role, which),
    victim_within_ms
  )
  await until(`the ${role} is dead`, () => isDead(pid))
}

/** Gone, or waiting for its parent to notice. */
const isDead = (pid: number): Promise<boolean> =>
  readFile(`/proc/${pid}/stat`, 'utf8').then(
    (text) => /\) [ZX] /.test(text),
    () => true
  )
