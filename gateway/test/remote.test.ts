import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { s3_keys, startS3 } from '../../server/testkit/s3-server.ts'
import { call, left_out } from './bed.ts'

/** A machine with backups in its folder, and a bucket that it shares with others. */
type Machine = { folder: string; bash(script: string, ...words: string[]): Promise<string> }

const machine = async (
  t: TestContext,
  endpoint: string,
  key = 'secret-of-one'
): Promise<Machine> => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-remote-'))
  t.after(() => rm(folder, { recursive: true }))
  const env = {
    CONFIG_DIR: join(folder, 'etc'),
    STATE_DIR: join(folder, 'var'),
    REMOTE_RETRIES: '1'
  }
  const bash: Machine['bash'] = (script, ...words) =>
    call(
      'bash',
      [
        '-c',
        `set -euo pipefail; for one in common archive remote notes; do . lib/$one.sh; done; ${script}`,
        'bash',
        ...words
      ],
      { env }
    )
  await bash(
    'mkdir -p "$BACKUP_DIR"; set_settings "$REMOTE_SETTINGS" "$@"; set_settings "$CONFIG_DIR/env/gateway_api.env" "WEBHOOK_KEY=$KEY"'
      .replace('$KEY', key)
      .replace('mkdir -p', 'mkdir -p "$CONFIG_DIR/env"'),
    ...[`BACKUP_S3_ENDPOINT=${endpoint}`, 'BACKUP_S3_BUCKET=files', 'BACKUP_S3_PREFIX=gateway/'],
    ...[`BACKUP_S3_ACCESS_KEY_ID=${s3_keys.accessKeyId}`],
    `BACKUP_S3_SECRET_ACCESS_KEY=${s3_keys.secretAccessKey}`
  )
  return { folder, bash }
}

const bucket = async (t: TestContext): Promise<Awaited<ReturnType<typeof startS3>>> => {
  const directory = await mkdtemp(join(tmpdir(), 'gateway-bucket-'))
  const s3 = await startS3(directory)
  t.after(async () => {
    await s3.stop()
    await rm(directory, { recursive: true })
  })
  return s3
}

const named = (day: string): string => `whatsapp-saas-${day}T023000Z.tar.age`

const write = async ({ folder }: Machine, day: string): Promise<void> =>
  writeFile(join(folder, 'var/backups', named(day)), `backup of ${day}`)

test('backups are copied into the bucket, those of days when it could not be reached as well; there they are kept as long as on the disk, and come back as they were', async (t) => {
  if (!process.env['DEPLOY_TESTS']) return t.skip(left_out)
  const s3 = await bucket(t)
  const one = await machine(t, s3.endpoint)
  const list = () => one.bash('list_remote')
  assert.equal(await list(), '', 'nobody has written there')
  await assert.rejects(one.bash('fetch_remote latest "$STATE_DIR"'), /no backup in the bucket/)

  await write(one, '20261101')
  await one.bash('copy_to_remote')
  assert.equal(await list(), named('20261101'))
  assert.match(await readFile(join(one.folder, 'var/backup-copied'), 'utf8'), /^good\|/)

  for (let day = 2; day <= 28; day++) await write(one, `202611${String(day).padStart(2, '0')}`)
  await one.bash('copy_to_remote')
  const week = ['28', '27', '26', '25', '24', '23', '22'].map((day) => named(`202611${day}`))
  // The first of the month was there before; it goes, because the month has a newer one.
  assert.deepEqual((await list()).split('\n'), [
    ...week,
    ...['15', '08'].map((day) => named(`202611${day}`))
  ])

  // Lost with its disk.
  await rm(join(one.folder, 'var/backups'), { recursive: true })
  const came = await one.bash('fetch_remote latest "$STATE_DIR"')
  assert.equal(await readFile(came, 'utf8'), 'backup of 20261128')
  await one.bash('fetch_remote "$1" "$STATE_DIR"', named('20261115'))
  await assert.rejects(one.bash('fetch_remote "$1" "$STATE_DIR"', named('20250101')), /cannot be/)
  await assert.rejects(one.bash('fetch_remote ../holder "$STATE_DIR"'), /no name of a backup/)
  assert.equal((await stat(join(one.folder, 'etc/backup.env'))).mode & 0o777, 0o600)
})

test('a bucket that cannot be reached, is not there or wants other keys fails, and nothing on the disk is lost', async (t) => {
  if (!process.env['DEPLOY_TESTS']) return t.skip(left_out)
  const s3 = await bucket(t)
  const one = await machine(t, s3.endpoint)
  await write(one, '20261128')
  const change = (setting: string) => one.bash('set_settings "$REMOTE_SETTINGS" "$1"', setting)
  for (const [wrong, right] of [
    ['BACKUP_S3_ENDPOINT=http://127.0.0.1:9', `BACKUP_S3_ENDPOINT=${s3.endpoint}`],
    ['BACKUP_S3_BUCKET=nowhere', 'BACKUP_S3_BUCKET=files'],
    ['BACKUP_S3_SECRET_ACCESS_KEY=wrong', `BACKUP_S3_SECRET_ACCESS_KEY=${s3_keys.secretAccessKey}`]
  ] as const) {
    await change(wrong)
    await assert.rejects(one.bash('copy_to_remote'), wrong)
    await change(right)
  }
  assert.deepEqual(await readdir(join(one.folder, 'var/backups')), [named('20261128')])
  await one.bash('copy_to_remote')
  assert.equal(await one.bash('list_remote'), named('20261128'))
})

test('a machine learns from the bucket that another one has taken over its numbers, and takes them back only when told to', async (t) => {
  if (!process.env['DEPLOY_TESTS']) return t.skip(left_out)
  const s3 = await bucket(t)
  const [old, next, other] = await Promise.all([
    machine(t, s3.endpoint),
    machine(t, s3.endpoint),
    machine(t, s3.endpoint, 'of-another-installation')
  ])
  const held = (one: Machine) => one.bash('held_elsewhere || true')
  for (const one of [old, next, other]) assert.equal(await held(one), '')

  await next.bash('take_hold')
  assert.match(await held(old), /has taken over the numbers of this machine at 20/)
  assert.equal(await held(next), '')
  assert.equal(await held(other), '', 'the mark of one installation says nothing to another one')

  await old.bash('take_hold')
  assert.equal(await held(old), '')
  assert.match(await held(next), /has taken over/)
  // Nobody is stopped because the bucket cannot be reached.
  await next.bash('set_settings "$REMOTE_SETTINGS" BACKUP_S3_ENDPOINT=http://127.0.0.1:9')
  assert.equal(await held(next), '')
  await assert.rejects(next.bash('take_hold'), 'a mark that was not left is told')
})
