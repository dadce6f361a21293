import { randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { hash } from 'bcrypt'
import { changeRole } from '../admin/users/change-role.ts'
import { newId } from '../domain/ids.ts'
import { openDb } from '../lib/db.ts'
import { createCustomer } from '../usecases/auth/create-customer.ts'
import type { Config } from './config/config.ts'
import { isLoopback } from './is-loopback.ts'

export type TrialAccount = {
  email: string
  password: string
  /** The file in which both stand. */
  file: string
}

const email = 'trial@example.com'

/**
 * Makes the account of a first start, when nobody has registered yet; its password stands in a file that only the user of
 * the product reads. It is an administrator's, who may do what is the operator's, such as take any plan: so there is none
 * where strangers reach the product, unless it is asked for.
 */
export const createTrialAccount = async (
  config: Config,
  system_url: string
): Promise<TrialAccount | null> => {
  const { TRIAL_ACCOUNT, HOST, PUBLIC_URL } = config
  const is_private = isLoopback(HOST) && PUBLIC_URL === undefined
  if (TRIAL_ACCOUNT === 'never' || (TRIAL_ACCOUNT === 'auto' && !is_private)) return null
  const db = openDb({ url: system_url, connections_max: 1, application_name: 'start' })
  try {
    const [anybody] = await db.query('select from users limit 1')
    if (anybody) return null
    const password = randomBytes(12).toString('base64url')
    // First the file: an account whose password nobody knows would be there for ever.
    const file = resolve(config.DATA_DIR, 'trial-account.txt')
    await rm(file, { force: true })
    await writeFile(file, `e-mail    ${email}\npassword  ${password}\n`, { mode: 0o600 })
    const password_hash = await hash(password, config.BCRYPT_COST)
    await db.transaction(async (tx) => {
      await createCustomer(tx, {
        tenant_id: newId('tenant'),
        email,
        name: 'Trial',
        password_hash,
        plan_code: config.DEFAULT_PLAN
      })
      if (is_private) await changeRole(tx, email, 'admin')
    })
    return { email, password, file }
  } finally {
    await db.close()
  }
}
