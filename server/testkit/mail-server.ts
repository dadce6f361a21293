import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type ReceivedMail = { to: string; raw: string }

export type MailServer = {
  url: string
  mails: ReceivedMail[]
  /** What the next mails are answered, instead of being taken. */
  refuse(code: number | null): void
  /** From now on the content is taken, and nothing is answered. */
  hang(): void
}

/** A mail server on this machine that takes what it is sent. */
export const startMailServer = async (t: {
  after(end: () => unknown): unknown
}): Promise<MailServer> => {
  const mails: ReceivedMail[] = []
  let refusal: number | null = null
  let hanging = false
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        if (refusal !== null) {
          done(Object.assign(new Error('not now'), { responseCode: refusal }))
          return
        }
        const [to] = session.envelope.rcptTo
        mails.push({ to: to?.address ?? '', raw: Buffer.concat(parts).toString() })
        if (!hanging) done()
      })
    }
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve())
  })
  t.after(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (code) => {
      refusal = code
    },
    hang: () => {
      hanging = true
    }
  }
}
