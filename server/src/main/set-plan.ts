import { existsSync } from 'node:fs'
import { loadEnvFile } from 'node:process'
import { parseArgs } from 'node:util'
import { openDb } from '../lib/db.ts'
import { type PlanSet, setPlan } from '../usecases/subscription/set.ts'
import { readConfig } from './config/config.ts'
import { reachDatabase } from './reach-database.ts'
import { runProcess } from './run-process.ts'
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
  const system = await reachDatabase(readConfig(process.env))
  try {
    const db = openDb({ url: system.url, connections_max: 1, application_name: 'plan:set' })
    const done = await setPlan(db, email, plan).finally(() => db.close())
    process.stdout.write(`${inWords(email, done)}\n`)
  } finally {
    await system.leave()
  }
  process.exit(0)
})
