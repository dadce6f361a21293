import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { spawnSimulator } from '@whatsapp-saas/simulator/client'
import { openDb } from '../../src/lib/db.ts'
import { checkAnalytics } from './check-analytics.ts'
import { checkDatabase } from './check-database.ts'
import { checkLogs } from './check-logs.ts'
import { checkMessages } from './check-messages.ts'
import { checkSentFiles } from './check-sent-files.ts'
import { checkSessions } from './check-sessions.ts'
import { checkTrouble } from './check-trouble.ts'
import { checkWebhooks } from './check-webhooks.ts'
import { createCallers } from './client.ts'
import { createDisruptions, disrupt } from './disruptions.ts'
import { type Installation, startInstallation } from './installation.ts'
import { startNginx } from './nginx.ts'
import { createPace } from './pace.ts'
import { makePlan } from './plan.ts'
import { populate } from './population.ts'
import { createRandom } from './random.ts'
import { startReceiver } from './receiver.ts'
import { type Findings, printReport } from './report.ts'
import { createAdmin, scaleInSteps } from './scale-steps.ts'
import { settle } from './settle.ts'
import { type Size, scaled, sizes } from './size.ts'
import { runTraffic, type Traffic } from './traffic.ts'
import { upgradeInSteps } from './upgrade.ts'

const settle_ms_max = { full: 300_000, short: 120_000 }

type Mode = { upgrade_from: string | undefined; scale_to: number | undefined }

/** One run: everything is started, put to work and broken; then it is looked whether the promises hold. */
const runChaos = async (
  size: Size,
  seed: number,
  folder: string,
  { upgrade_from, scale_to }: Mode
): Promise<Findings> => {
  const began = performance.now()
  const undo: (() => Promise<void>)[] = []
  const say = (what: string): void => {
    const seconds = ((performance.now() - began) / 1000).toFixed(0).padStart(4)
    process.stdout.write(`${seconds} s  ${what}\n`)
  }
  try {
    const random = createRandom(seed)
    const calm = upgrade_from !== undefined || scale_to !== undefined
    const plan = calm ? [] : makePlan(size, random)
    const simulator = await spawnSimulator({ autumn: true, media_bytes_max: 2 ** 30 })
    undo.push(() => simulator.stop())
    const receiver = await startReceiver(random.fork('receiver'))
    undo.push(() => receiver.stop())
    const installation = await startInstallation({
      folder,
      simulator: simulator.info,
      sessions_per_worker: size.sessions_per_worker,
      ...(upgrade_from !== undefined && { root: upgrade_from }),
      ...(scale_to !== undefined && roomFor(scale_to))
    })
    undo.push(() => installation.stop())
    const callers = createCallers(
      scale_to === undefined
        ? installation.gateways
        : [await behindNginx(installation, folder, undo)]
    )
    undo.push(() => callers.close())
    const db = openDb({
      url: installation.postgres.url('wa_owner'),
      connections_max: 2,
      application_name: 'chaos'
    })
    undo.push(() => db.close())
    say('the product is up')
    const population = await populate(size, callers, simulator.client, receiver)
    const { qr_shown } = await simulator.client.stats()
    say(`${size.sessions} sessions of ${size.tenants} tenants are linked`)

    const traffic: Traffic = { accepted: [], said: [], problems: [] }
    const disruptions = createDisruptions()
    const pace = createPace(size.texts_out + size.texts_in)
    const telling = setInterval(
      () =>
        say(
          `${Math.round(pace.share * 100)} % handed in, kills ${JSON.stringify(disruptions.kills)}`
        ),
      15_000
    )
    try {
      const [, wrong] = await Promise.all([
        runTraffic(
          size,
          population.sessions,
          simulator.client,
          pace,
          random.fork('traffic'),
          traffic
        ),
        scale_to !== undefined
          ? createAdmin(db, callers).then((admin) =>
              scaleInSteps(pace, { db, admin, installation, say }, scale_to)
            )
          : upgrade_from === undefined
            ? disrupt(plan, pace, installation, simulator.client, population, disruptions)
            : upgradeInSteps(pace, installation, say)
      ])
      traffic.problems.push(...(wrong ?? []))
    } finally {
      clearInterval(telling)
    }
    const broken_for_s = (performance.now() - began) / 1000
    say('all is handed in; nothing is broken from here on')

    await simulator.client.clearFaults()
    const unfinished = await settle(
      { db, simulator: simulator.client },
      population,
      traffic.said.length,
      settle_ms_max[size.name],
      (left) => say(`waiting for ${JSON.stringify(left)}`)
    )
    const audit = await simulator.client.audit({ limit: 1_000_000 })
    const stats = await simulator.client.stats()
    const unreadable = new Set(
      plan.flatMap((one) =>
        one.type === 'friend_fault' ? (population.friends[one.friend] ?? []) : []
      )
    )
    const webhooks = checkWebhooks(population, traffic, receiver)
    const problems = [
      ...Object.entries(unfinished).map(([what, count]) => `${count} ${what} in the end`),
      ...traffic.problems,
      ...callers.problems,
      ...(await checkMessages(population, traffic, audit, unreadable)),
      ...(await checkDatabase(db, traffic)),
      ...(await checkSentFiles(db, simulator.client, traffic, folder)),
      ...webhooks.problems,
      ...(await checkSessions(
        population,
        simulator.client,
        audit,
        receiver,
        stats.qr_shown - qr_shown
      )),
      ...(calm ? [] : checkTrouble(size, plan, disruptions, stats)),
      ...(await checkAnalytics(db, installation.postgres.url('wa_system'), population))
    ]
    const [epochs] = await db.query<{ sum: number }>(
      'select sum(epoch)::int as sum from session_leases'
    )
    say('looked through')
    while (undo.length > 0) await undo.pop()?.()
    const logs = await checkLogs(installation.log_folder)
    return {
      size,
      seed,
      plan,
      traffic,
      disruptions,
      audit,
      stats,
      receiver: receiver.counts,
      events: webhooks.events,
      client: callers.counts,
      hand_overs: Number(epochs?.sum ?? 0) - size.sessions,
      warnings: logs.warnings,
      problems: [...problems, ...logs.problems],
      seconds: { broken: broken_for_s, all: (performance.now() - began) / 1000 }
    }
  } finally {
    while (undo.length > 0) await undo.pop()?.()
  }
}

/** Enough workers may run, and there are two of each role. */
const roomFor = (workers: number) => ({
  side_by_side: 2,
  environment: { WORKERS_MAX: String(2 * workers + 4) }
})

const behindNginx = async (
  installation: Installation,
  folder: string,
  undo: (() => Promise<void>)[]
): Promise<string> => {
  const nginx = await startNginx(folder, installation.gateways)
  undo.push(() => nginx.stop())
  return nginx.url
}

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    seed: { type: 'string' },
    keep: { type: 'boolean', default: false },
    /** One message in ten of each chat is a file, of several sizes and in both directions. */
    files: { type: 'boolean', default: false },
    /** A folder with the source tree of an earlier version: nothing is broken, but all of it is replaced by this one. */
    'upgrade-from': { type: 'string' },
    /** So many workers it grows to, and shrinks to one again, instead of being broken; with so many sessions. */
    'scale-to': { type: 'string' },
    sessions: { type: 'string', default: '200' }
  }
})
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed)
if (!Number.isInteger(seed) || seed < 0) throw new Error('--seed takes a whole number')
const folder = await mkdtemp(join(tmpdir(), 'gateway-chaos-'))
process.stdout.write(`chaos, seed ${seed}; data and logs in ${folder}\n`)
const from = values['upgrade-from']
const scale_to = values['scale-to']
const named = values.short ? sizes.short : sizes.full
const size = values.files ? named : { ...named, file_every: 0 }
const findings = await runChaos(
  scale_to === undefined ? size : scaled(size, Number(values.sessions)),
  seed,
  folder,
  {
    upgrade_from: from === undefined ? undefined : resolve(from),
    scale_to: scale_to === undefined ? undefined : Number(scale_to)
  }
)
printReport(findings)
if (findings.problems.length === 0 && !values.keep)
  await rm(folder, { recursive: true, force: true })
process.exitCode = findings.problems.length === 0 ? 0 : 1
