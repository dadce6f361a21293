import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type End, relay } from '../../server/testkit/gate-process.ts'
import { type MailServer, startMailServer } from '../../server/testkit/mail-server.ts'
import { s3_keys, startS3 } from '../../server/testkit/s3-server.ts'
import { reachableAddress } from './bed.ts'

/** What a server finds elsewhere: a bucket for its backups, and a mail server. */
export type Outside = {
  mails: MailServer['mails']
  /** Words of setup that name the bucket. */
  bucket: string
  settings: Record<string, string>
}

export const startOutside = async (end: End): Promise<Outside> => {
  const directory = await mkdtemp(join(tmpdir(), 'gateway-bucket-'))
  const s3 = await startS3(directory)
  end.after(async () => {
    await s3.stop()
    await rm(directory, { recursive: true, force: true })
  })
  const mail = await startMailServer(end)
  const outward = async (url: string): Promise<string> => {
    const host = reachableAddress()
    const { port } = await relay(end, host, () => connect(Number(new URL(url).port), '127.0.0.1'))
    return `${host}:${port}`
  }
  const bucket = {
    BACKUP_S3_BUCKET: 'files',
    BACKUP_S3_ENDPOINT: `http://${await outward(s3.endpoint)}`,
    BACKUP_S3_PREFIX: 'one/',
    BACKUP_S3_ACCESS_KEY_ID: s3_keys.accessKeyId,
    BACKUP_S3_SECRET_ACCESS_KEY: s3_keys.secretAccessKey
  }
  return {
    mails: mail.mails,
    bucket: Object.entries(bucket)
      .map(([name, value]) => `--backup ${name}=${value}`)
      .join(' '),
    settings: {
      SMTP_URL: `smtp://${await outward(mail.url)}`,
      MAIL_FROM: 'gateway@example.com',
      OPERATOR_EMAIL: 'ops@example.com'
    }
  }
}
