import { randomBytes } from 'node:crypto'
import { hash } from 'bcrypt'
import { newId } from '../domain/ids.ts'
import type { Config } from '../lib/config.ts'
import { openDb } from '../lib/db.ts'
import { isLoopback } from './is-loopback.ts'

export type TrialAccount = { email: string; password: string }

const email = 'trial@example.com'

/**
 * Makes the account of a first start; null when there are users already. Its password is known to nobody afterwards. Where
 * only this machine reaches the product it is an administrator's, who may do what is the operator's, such as take any plan.
 */
export const createTrialAccount = async (
  config: Config,
  system_url: string
): Promise<TrialAccount | null> => {
  const db = openDb({ url: system_url, connections_max: 1, application_name: 'start' })
  try {
    const [anybody] = await db.query('select from users limit 1')
    if (anybody) return null
    const password = randomBytes(12).toString('base64url')
    await db.query('select auth_register($1, $2, $3, $4, $5, $6, $7, $8)', [
      newId('tenant'),
      newId('user'),
      newId('subscription'),
      email,
      'Trial',
      await hash(password, config.BCRYPT_COST),
      config.DEFAULT_PLAN,
      isLoopback(config.HOST) ? 'admin' : 'owner'
    ])
    return { email, password }
  } finally {
    await db.close()
  }
}
