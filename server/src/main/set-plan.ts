import { parseArgs } from 'node:util'
import { type PlanSet, setPlan } from '../usecases/subscription/set.ts'
import { operatorCommand } from './operator-command.ts'
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
await operatorCommand('plan:set', asked, async (db, { email, plan }) =>
  inWords(email, await setPlan(db, email, plan))
)
