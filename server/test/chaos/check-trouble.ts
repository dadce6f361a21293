import type { SimulatorStats } from '@whatsapp-saas/simulator/client'
import type { Disruptions } from './disruptions.ts'
import { type Decision, killable } from './plan.ts'
import type { Size } from './size.ts'

/** What the run was spared of all that was planned, and what the other side has forgotten: then it would prove less. */
export const checkTrouble = (
  size: Size,
  plan: Decision[],
  disruptions: Disruptions,
  stats: SimulatorStats
): string[] => {
  const problems: string[] = []
  const kills = Object.values(disruptions.kills).reduce((sum, count) => sum + count, 0)
  if (kills !== size.kills) problems.push(`${kills} kills, not ${size.kills}`)
  for (const role of killable)
    if (disruptions.kills[role] === 0) problems.push(`no ${role} was killed`)

  const happened: Record<string, number | undefined> = {
    ...stats.faults,
    ...disruptions.disconnects
  }
  for (const kind of new Set(plan.flatMap(kindsOf)))
    if (!happened[kind]) problems.push(`${kind} was planned and never happened`)

  const { received_forgotten, queue_dropped, phone_failures, last_failure } = stats
  if (received_forgotten > 0) problems.push(`the phones forgot ${received_forgotten} messages`)
  if (queue_dropped > 0) problems.push(`WhatsApp's server dropped ${queue_dropped} stanzas`)
  if (phone_failures > 0) problems.push(`${phone_failures} times a phone failed: ${last_failure}`)
  return problems
}

const kindsOf = (decision: Decision): string[] => {
  if (decision.type === 'kill') return []
  if (decision.type === 'disconnect') return [decision.how]
  return Object.keys(decision.faults).filter((name) => name !== 'for_ms')
}
