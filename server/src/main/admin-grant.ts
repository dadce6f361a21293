import { parseArgs } from 'node:util'
import { changeRole, type RoleChange } from '../admin/users/change-role.ts'
import { operatorCommand } from './operator-command.ts'
import { StartError } from './start-error.ts'

const usage = 'Usage: npm run admin:grant -- ada@example.com [--revoke]'

type Asked = { email: string; role: 'owner' | 'admin' }

const asked = (): Asked => {
  try {
    const { values, positionals } = parseArgs({
      options: { revoke: { type: 'boolean', default: false } },
      allowPositionals: true
    })
    const [email, ...more] = positionals
    if (email && more.length === 0) return { email, role: values.revoke ? 'owner' : 'admin' }
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${usage}`, { cause: error })
  }
  throw new StartError(usage)
}

const inWords = ({ email, role }: Asked, { result }: RoleChange): string => {
  if (result === 'no_account') throw new StartError(`Nobody has registered as ${email}.`)
  const when = result === 'changed' ? 'now' : 'already'
  return role === 'admin'
    ? `${email} is an administrator ${when}.`
    : `${email} is ${when === 'now' ? 'no administrator any more' : 'no administrator'}.`
}

// Makes a user an administrator, who sees all customers, or takes that away: what only the operator may do.
await operatorCommand('admin:grant', asked, async (db, wanted) =>
  inWords(wanted, await db.transaction((tx) => changeRole(tx, wanted.email, wanted.role)))
)
