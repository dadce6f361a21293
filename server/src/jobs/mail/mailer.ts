import { createTransport } from 'nodemailer'
import type { Mail } from './compose.ts'

/** What became of a mail: `later` is told only where the mail server certainly does not have it. */
export type Sent =
  | { result: 'sent' }
  | { result: 'later' | 'failed' | 'unconfirmed'; error: string }

export type Mailer = {
  send(mail: Mail & { to: string; id: string }): Promise<Sent>
  close(): void
}

/** Up to these steps a mail server that falls silent has not been given the mail. */
const before_content = new Set(['CONN', 'HELO', 'EHLO', 'STARTTLS', 'MAIL FROM', 'RCPT TO'])
const timeout_ms = 15_000
const error_max = 300

/** Sends through the mail server of an address such as smtp://user:password@host:587. */
export const createMailer = (url: string, from: string): Mailer => {
  const host = from.replace(/^.*@|>?\s*$/g, '')
  const transport = createTransport({
    url,
    connectionTimeout: timeout_ms,
    greetingTimeout: timeout_ms,
    socketTimeout: timeout_ms,
    disableFileAccess: true,
    disableUrlAccess: true
  })
  return {
    send: async ({ to, id, subject, text, html }) => {
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text,
          html,
          messageId: `<${id}@${host}>`,
          headers: { 'Auto-Submitted': 'auto-generated' }
        })
        return { result: 'sent' }
      } catch (error) {
        return judge(error)
      }
    },
    close: () => transport.close()
  }
}

type SmtpError = { command?: string; responseCode?: number; message?: string }

/** What an error means for the mail. */
export const judge = (error: unknown): Exclude<Sent, { result: 'sent' }> => {
  const { command = '', responseCode, message = '' } = error as SmtpError
  const said = { error: message.slice(0, error_max) }
  if (responseCode !== undefined)
    return {
      result: responseCode >= 500 && !command.startsWith('AUTH') ? 'failed' : 'later',
      ...said
    }
  const before = before_content.has(command) || command.startsWith('AUTH')
  return { result: before ? 'later' : 'unconfirmed', ...said }
}
