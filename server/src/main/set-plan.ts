import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadEnvFile } from 'node:process'
import { parseArgs } from 'node:util'
import { type Config, readConfig } from '../lib/config.ts'
import { openDb } from '../lib/db.ts'
import { type PlanSet, setPlan } from '../usecases/subscription/set.ts'
import { startEmbedded } from './databases.ts'
import { roleDatabaseUrl } from './role-database-url.ts'
import { runProcess } from './run-process.ts'
import { loadSecrets } from './secrets.ts'
import { claimDataFolder } from './single-start.ts'
import { StartError } from './start-error.ts'

const usage = 'Usage: npm run plan:set -- --email ada@example.com --plan business'

const asked = (): { email: string; plan: string } => {
  try {
    const { values } = parseArgs({
      options: { email: { type: 'string' }, plan: { type: 'string' } }
    })
    if (values.email && values.plan) return { email: values.email, plan: values.plan }
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${usage}`, { cause: error })
  }
  throw new StartError(usage)
}

/** The database of this installation as wa_system, whether the product runs or not, and how to leave it as it was found. */
const openSystem = async (config: Config): Promise<{ url: string; leave(): Promise<void> }> => {
  if (config.DATABASE_URL || config.DATABASE_SYSTEM_URL) {
    const { master_key } = await loadSecrets(config)
    const whole = { ...config, MASTER_KEY: master_key.toString('hex') }
    return { url: roleDatabaseUrl(whole, 'wa_system'), leave: async () => undefined }
  }
  if (!existsSync(join(config.DATA_DIR, 'postgres'))) {
    throw new StartError(
      `There is no database in ${config.DATA_DIR}. Start the product once first.`
    )
  }
  // Where the product runs its server is used, and left running.
  const release = await claimDataFolder(config.DATA_DIR).catch((error: unknown) => {
    if (error instanceof StartError) return null
    throw error
  })
  const embedded = await startEmbedded(config)
  return {
    url: embedded.url('gateway', 'wa_system'),
    leave: async () => {
      if (!release) return
      await embedded.stop()
      await release()
    }
  }
}

const inWords = (email: string, done: PlanSet): string => {
  if (done.result === 'set') return `${email} is on the plan "${done.plan}" now.`
  if (done.result === 'kept') return `${email} is on the plan "${done.plan}" already.`
  if (done.result === 'no_account') throw new StartError(`Nobody has registered as ${email}.`)
  throw new StartError(`There is no such plan. There are: ${done.plans.join(', ')}.`)
}

// Puts a customer on a plan, whatever it costs: what only the operator may do.
await runProcess(async () => {
  const { email, plan } = asked()
  if (existsSync('.env')) loadEnvFile('.env')
  const system = await openSystem(readConfig(process.env))
  try {
    const db = openDb({ url: system.url, connections_max: 1, application_name: 'plan:set' })
    const done = await setPlan(db, email, plan).finally(() => db.close())
    process.stdout.write(`${inWords(email, done)}\n`)
  } finally {
    await system.leave()
  }
  process.exit(0)
})
