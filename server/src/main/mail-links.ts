import { parseArgs } from 'node:util'
import { linkAddress } from '../jobs/mail/link-address.ts'
import { listWaitingLinks } from '../store/mails/outbox.ts'
import { readConfig } from './config/config.ts'
import { pagesAddress } from './open-mailer.ts'
import { operatorCommand } from './operator-command.ts'
import { loadSecrets } from './secrets.ts'
import { StartError } from './start-error.ts'

const usage = 'Usage: npm run mail:links [-- --email ada@example.com]'

const asked = (): { email: string | null } => {
  try {
    const { values } = parseArgs({ options: { email: { type: 'string' } } })
    return { email: values.email?.trim() ?? null }
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${usage}`, { cause: error })
  }
}

// Shows the links that mails would have brought, where there is no mail server or it did not take them.
await operatorCommand('mail:links', asked, async (db, { email }) => {
  const config = readConfig(process.env)
  const { webhook_key } = await loadSecrets(config)
  const links = await listWaitingLinks(db, email)
  if (links.length === 0) return 'No link waits to be sent.'
  const lines = links.map(({ link_id, kind, recipient, expires_at }) => {
    const address = linkAddress(webhook_key, pagesAddress(config), kind, link_id)
    return `${recipient}  ${kind}  until ${expires_at.toISOString()}\n  ${address}`
  })
  return lines.join('\n')
})
