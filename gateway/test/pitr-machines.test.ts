import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { cleanUpAfter } from '../../server/testkit/clean-up.ts'
import type { End } from '../../server/testkit/gate-process.ts'
import { s3_keys } from '../../server/testkit/s3-server.ts'
import { until } from '../../server/testkit/until.ts'
import {
  call,
  left_out,
  prefix,
  reachableAddress,
  register,
  startTalk,
  startWhatsApp
} from './bed.ts'
import { configure, ports } from './installation.ts'
import { healthy } from './operation.ts'
import { folderFor, secureBucket } from './secure-bucket.ts'

const url = `http://127.0.0.1:${ports.GATEWAY_PORT}`
const image = `${prefix}-postgres:15-bookworm`

/** An installation in containers whose changes are archived in the bucket. Two of them are never up at once: they have the same ports. */
const machine = async (
  end: End,
  settings: Record<string, string>,
  endpoint: string,
  place: { name: string; subnet: string; workers: string }
) => {
  const { folder } = await configure(end, settings, undefined, place)
  const env = {
    ...{ CONFIG_DIR: folder, STATE_DIR: await folderFor(end) },
    RCLONE_NO_CHECK_CERTIFICATE: 'true'
  }
  const kit = (script: string, ...words: string[]): Promise<string> =>
    call('bash', ['-c', `set -euo pipefail; . lib/common.sh; ${script}`, 'bash', ...words], { env })
  const bucket = {
    ...{ BACKUP_S3_BUCKET: 'files', BACKUP_S3_PREFIX: 'one/', BACKUP_S3_ENDPOINT: endpoint },
    BACKUP_S3_ACCESS_KEY_ID: s3_keys.accessKeyId,
    BACKUP_S3_SECRET_ACCESS_KEY: s3_keys.secretAccessKey
  }
  await kit(
    `set_settings "$CONFIG_DIR/compose.env" PITR_REPOSITORY=bucket "PITR_FOLDER=$CONFIG_DIR/archive"
    set_settings "$CONFIG_DIR/env/postgres.env" PGBACKREST_REPO1_STORAGE_VERIFY_TLS=n
    set_settings "$CONFIG_DIR/backup.env" "$@"
    age-keygen 2>/dev/null | write_private "$CONFIG_DIR/backup.key"
    compose up --detach; wait_until 90 is_healthy
    use_pitr_image "$(pitr_image ${image})"; set_up_pitr; wait_until 60 is_healthy`,
    ...Object.entries(bucket).map(([name, value]) => `${name}=${value}`)
  )
  const program = (name: string, ...words: string[]): Promise<string> =>
    call(`./${name}`, words, { env })
  return { folder, kit, program }
}

test('with the database in a container another machine takes over a backup and what was archived after it, or stays as it was', async (t) => {
  if (!process.env['DEPLOY_TESTS']) return t.skip(left_out)
  const end = cleanUpAfter(t)
  const { simulator, settings } = await startWhatsApp(end)
  const { endpoint } = await secureBucket(end, reachableAddress())
  const one = await machine(end, settings, endpoint, {
    ...{ name: prefix, subnet: '10.222.0.0/24', workers: '10.223.0.0/16' }
  })
  const customer = await register(url)
  const talk = await startTalk(simulator, url, customer)
  const texts = async (): Promise<string[]> => {
    const { body } = await customer.get(`/api/v1/messages?session_id=${talk.session_id}`)
    return body.data.map((message: { text: { body: string } }) => message.text.body).sort()
  }
  await talk.say('in the backup')
  await one.program('backup.sh')
  await talk.say('after the backup')
  await one.kit('archive_the_rest')
  await one.kit('stop_services')

  const other = await machine(end, settings, endpoint, {
    ...{ name: `${prefix}-two`, subnet: '10.222.1.0/24', workers: '10.224.0.0/16' }
  })
  const restore = (...words: string[]) => other.program('restore.sh', '--non-interactive', ...words)
  await assert.rejects(
    restore('--to', 'latest', '--other-archive'),
    /no archive of another machine/
  )
  const key = join(one.folder, 'backup.key')
  assert.match(await restore('--key', key, '--old-machine-is-off', 's3:latest'), /^Restored\./m)
  assert.deepEqual(await texts(), ['in the backup'])

  // What cannot be had changes nothing.
  const known = join(other.folder, 'env/pitr_other.env')
  const right = await readFile(known, 'utf8')
  const refused: [RegExp, string, RegExp][] = [
    [/^PITR_ENGINE=.*$/m, 'PITR_ENGINE=none', /only in an installation of the same kind/],
    [/^PITR_CIPHER_PASS=.*$/m, 'PITR_CIPHER_PASS=wrong', /could not be put back.*runs as it was/]
  ]
  for (const [line, wrong, said] of refused) {
    await writeFile(known, right.replace(line, wrong))
    await assert.rejects(restore('--to', 'latest', '--other-archive'), said)
    await until('health', () => healthy(url), 60_000)
    assert.deepEqual(await texts(), ['in the backup'], wrong)
  }
  await writeFile(known, right)

  assert.match(await restore('--to', 'latest', '--other-archive'), /^Restored\./m)
  assert.deepEqual(await texts(), ['after the backup', 'in the backup'])
  await talk.say('on the other machine')
  assert.equal((await simulator.phone(talk.number)).pairings, 1, 'no second QR code was scanned')

  // It goes on with the archive of the first, and makes backups.
  await other.kit('archive_the_rest')
  assert.equal(await other.kit('pitr_trouble'), '')
  const archive = async ({ folder }: { folder: string }) =>
    /^PITR_ARCHIVE=.*$/m.exec(await readFile(join(folder, 'env/pitr.env'), 'utf8'))?.[0]
  assert.equal(await archive(other), await archive(one))
  assert.match(await other.program('backup.sh'), /tar\.age$/m)
})
