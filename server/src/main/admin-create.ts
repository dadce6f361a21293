import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { changeRole } from '../admin/users/change-role.ts'
import { newId } from '../domain/ids.ts'
import type { Db } from '../lib/db.ts'
import { createPasswordHasher } from '../lib/password-hasher.ts'
import { Email, Name, NewPassword } from '../schemas/auth.ts'
import { findUserByEmail } from '../store/users.ts'
import { createCustomer } from '../usecases/auth/create-customer.ts'
import type { Config } from './config/config.ts'
import { operatorCommand } from './operator-command.ts'
import { StartError } from './start-error.ts'

const usage = `Usage: npm run admin:create -- ada@example.com [--name Ada]    an administrator with a new password, which is printed
       … --password-stdin                                        with the password that standard input brings`

type Asked = { email: string; name: string; password_stdin: boolean }

const asked = (): Asked => {
  try {
    const { values, positionals } = parseArgs({
      options: {
        name: { type: 'string', default: 'Administrator' },
        'password-stdin': { type: 'boolean', default: false }
      },
      allowPositionals: true
    })
    const [given, ...more] = positionals
    if (given === undefined || more.length > 0) throw new Error('One e-mail address is needed.')
    const email = Email.safeParse(given)
    if (!email.success) throw new Error(`${given} is no e-mail address.`)
    const name = Name.safeParse(values.name)
    if (!name.success) throw new Error('The name must have 1 to 100 characters.')
    return { email: email.data, name: name.data, password_stdin: values['password-stdin'] }
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${usage}`, { cause: error })
  }
}

const passwordFor = async ({ password_stdin }: Asked): Promise<string> => {
  if (!password_stdin) return randomBytes(18).toString('base64url')
  const password = NewPassword.safeParse((await text(process.stdin)).replace(/\r?\n$/, ''))
  if (password.success) return password.data
  throw new StartError(
    `The password cannot be used: ${password.error.issues.map((issue) => issue.message).join(' ')}`
  )
}

const create = async (db: Db, wanted: Asked, config: Config): Promise<string> => {
  const { email, name } = wanted
  const password = await passwordFor(wanted)
  const password_hash = await createPasswordHasher(config.BCRYPT_COST).hash(password)
  await db.transaction(async (tx) => {
    if (await findUserByEmail(tx, email))
      throw new StartError(
        `Somebody has registered as ${email} already. npm run admin:grant -- ${email} makes them an administrator.`
      )
    await createCustomer(tx, {
      tenant_id: newId('tenant'),
      email,
      name,
      password_hash,
      plan_code: config.DEFAULT_PLAN
    })
    await changeRole(tx, email, 'admin')
  })
  const shown = wanted.password_stdin ? '' : `\npassword  ${password}`
  return `${email} is an administrator now.${shown}`
}

// Makes an account that is an administrator's: the first one of an installation at which nobody may register.
await operatorCommand('admin:create', asked, create)
