import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { composeNotice } from '../jobs/mail/compose.ts'
import { readConfig } from './config/config.ts'
import { openMailer } from './open-mailer.ts'
import { runProcess } from './run-process.ts'
import { StartError } from './start-error.ts'

const usage = 'Usage: npm run mail:operator -- --subject TEXT < what there is to tell'
const subject_max = 200
const lines_max = 200

const askedSubject = (): string => {
  try {
    const { values } = parseArgs({ options: { subject: { type: 'string' } } })
    if (values.subject) return values.subject.replace(/\s+/g, ' ').slice(0, subject_max)
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${usage}`, { cause: error })
  }
  throw new StartError(usage)
}

// Mails standard input to OPERATOR_EMAIL. It needs no database, because that may be what there is to tell of; whoever calls it
// tries again when it fails.
await runProcess(async () => {
  const subject = askedSubject()
  const config = readConfig(process.env)
  const mailer = openMailer(config)
  if (!mailer) throw new StartError('There is no mail server: set SMTP_URL and MAIL_FROM.')
  const to = config.OPERATOR_EMAIL
  if (to === undefined) throw new StartError('Nobody is to be told: set OPERATOR_EMAIL.')
  const lines = (await text(process.stdin)).trimEnd().split('\n').slice(0, lines_max)
  const answer = await mailer.send({ ...composeNotice(subject, lines), to, id: randomUUID() })
  mailer.close()
  if (answer.result !== 'sent')
    throw new StartError(`The mail server did not take the mail: ${answer.error}`)
  process.stdout.write(`Mailed to ${to}.\n`)
  process.exit(0)
})
