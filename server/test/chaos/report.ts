import { createHash } from 'node:crypto'
import type { Audit, SimulatorStats } from '@whatsapp-saas/simulator/client'
import type { ClientCounts } from './client.ts'
import type { Disruptions } from './disruptions.ts'
import type { Decision } from './plan.ts'
import type { Receiver } from './receiver.ts'
import type { Size } from './size.ts'
import type { Traffic } from './traffic.ts'

export type Findings = {
  size: Size
  seed: number
  plan: Decision[]
  traffic: Traffic
  disruptions: Disruptions
  audit: Audit
  stats: SimulatorStats
  receiver: Receiver['counts']
  /** Events of messages that arrived as webhooks and had to, by type. */
  events: Record<string, number>
  client: ClientCounts
  /** How often a session was given to a worker again. */
  hand_overs: number
  warnings: Record<string, number>
  problems: string[]
  seconds: { broken: number; all: number }
}

const problems_shown = 40

/** Prints the counts of everything, then what is wrong, if anything is. */
export const printReport = (findings: Findings): void => {
  const { size, traffic, disruptions, audit, stats, receiver, client, problems } = findings
  const resent = audit.accepted_again.reduce((sum, one) => sum + one.times - 1, 0)
  const digest = createHash('sha256').update(JSON.stringify(findings.plan)).digest('hex')
  const rows: [string, string][] = [
    ['seed', `${findings.seed} (decisions ${digest.slice(0, 12)})`],
    ['sessions', `${size.sessions} of ${size.tenants} tenants`],
    ['texts out', `${traffic.accepted.length} accepted, ${audit.accepted} ids taken by the server`],
    ['texts in', `${traffic.said.length} said by phones`],
    ['webhooks due', list(findings.events)],
    ['kills', `${size.kills}: ${list(disruptions.kills)}`],
    ['disconnects', list(disruptions.disconnects)],
    ['faults', list(stats.faults)],
    [
      'sent again',
      `${resent} times, ${audit.accepted_again.length} messages; ${audit.shown_again.length} seen twice`
    ],
    ['redelivered', `${stats.redelivered} stanzas to the workers`],
    ['retries', `${stats.retries_in} asked by the product, ${stats.retries_out} by phones`],
    [
      'logins',
      `${stats.logins}, ${stats.logins_refused} refused; ${findings.hand_overs} hand-overs`
    ],
    [
      'webhooks',
      `${receiver.posts} posts, ${receiver.redelivered} of them again, ${receiver.refused} refused`
    ],
    ['callers', list(client)],
    [
      'time',
      `${findings.seconds.broken.toFixed(0)} s until all was handed in, ${findings.seconds.all.toFixed(0)} s in all`
    ]
  ]
  process.stdout.write('\n')
  for (const [name, value] of rows) process.stdout.write(`  ${name.padEnd(12)} ${value}\n`)
  process.stdout.write(`\n  warnings     ${list(findings.warnings)}\n`)
  if (problems.length === 0) {
    process.stdout.write('\nNothing lost, nothing doubled.\n')
    return
  }
  process.stdout.write(`\n${problems.length} problems:\n`)
  for (const problem of problems.slice(0, problems_shown)) process.stdout.write(`  ${problem}\n`)
  if (problems.length > problems_shown) process.stdout.write('  …\n')
  process.stdout.write(
    `\nThe same again: npm run chaos${size.name === 'short' ? ':short' : ''} -- --seed ${findings.seed}${size.file_every > 0 ? ' --files' : ''}\n`
  )
}

const list = (counts: Record<string, number | undefined>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || 'none'
