import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { call, left_out } from './bed.ts'

type Machine = {
  folder: string
  bash(script: string, ...words: string[]): Promise<string>
  kit(...words: string[]): Promise<string>
}

/** The settings of an installation, without one that runs. */
const machine = async (t: TestContext): Promise<Machine> => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-notes-'))
  t.after(() => rm(folder, { recursive: true }))
  const env = { CONFIG_DIR: join(folder, 'etc'), STATE_DIR: join(folder, 'var') }
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
  await bash(`mkdir -p "$CONFIG_DIR/env" "$BACKUP_DIR"
    set_settings "$CONFIG_DIR/compose.env" INSTALLATION=kit-test
    set_settings "$CONFIG_DIR/env/migrate.env" MASTER_KEY=master-one
    set_settings "$CONFIG_DIR/env/settings.env" PUBLIC_URL=https://wa.example.com
    set_settings "$REMOTE_SETTINGS" BACKUP_S3_BUCKET=backups`)
  return { folder, bash, kit: (...words) => call('lib/recovery-kit.sh', words, { env }) }
}

test('the recovery kit holds the keys and is opened by its key alone; who knows its code has opened it, until a key is changed', async (t) => {
  if (!process.env['DEPLOY_TESTS']) return t.skip(left_out)
  const { folder, bash, kit } = await machine(t)
  const file = join(folder, 'kit.age')
  const mine = join(folder, 'mine.key')
  const reminded = () => bash('is_kit_confirmed && echo no || echo yes')
  await bash(
    'age-keygen -o "$CONFIG_DIR/backup.key" 2>/dev/null; age-keygen -o "$1" 2>/dev/null',
    mine
  )
  assert.equal(await reminded(), 'yes')
  await assert.rejects(kit(file), /nobody can be asked for a passphrase/)
  await assert.rejects(kit(file, '--recipient', 'nobody'), /could not be encrypted/)
  await kit(file, '--recipient', await bash('age-keygen -y "$1"', mine))
  assert.equal((await stat(file)).mode & 0o777, 0o600)
  await assert.rejects(kit(file, '--recipient', 'age1x'), /is there already/)

  await assert.rejects(bash('age --decrypt --identity "$CONFIG_DIR/backup.key" "$1"', file))
  const sheet = await bash('age --decrypt --identity "$1" "$2"', mine, file)
  const key = await readFile(join(folder, 'etc/backup.key'), 'utf8')
  for (const part of [key.trim(), 'MASTER_KEY=master-one', 'BACKUP_S3_BUCKET=backups'])
    assert.ok(sheet.includes(part), part)
  assert.match(sheet, /gateway at https:\/\/wa\.example\.com/)

  const [, code = ''] = /recovery-kit --confirm (\S+)/.exec(sheet) ?? []
  await assert.rejects(kit('--confirm', '0000-0000-0000'), /not the code of the kit/)
  assert.equal(await reminded(), 'yes')
  assert.match(await kit('--confirm', code.toUpperCase().toLowerCase()), /^Confirmed\.$/m)
  assert.equal(await reminded(), 'no')
  await bash('set_settings "$CONFIG_DIR/env/migrate.env" MASTER_KEY=master-two')
  assert.equal(await reminded(), 'yes', 'the kit does not hold the key of today')
  await assert.rejects(kit('--confirm', code), /not the code of the kit/)
})

test('the operator is mailed of a trouble that lasts, once and again each day, and of what could not be mailed later', async (t) => {
  const { folder, bash } = await machine(t)
  const tell = (...troubles: string[]) =>
    bash(
      `mail_operator() { { printf '%s\\n' "$*"; cat; } >>"$STATE_DIR/mails"; [ ! -e "$STATE_DIR/refuse" ]; }; tell_operator "$@" 2>/dev/null`,
      ...troubles
    )
  const mails = async (): Promise<string[]> => {
    const said = await readFile(join(folder, 'var/mails'), 'utf8').catch(() => '')
    await rm(join(folder, 'var/mails'), { force: true })
    return said.split('\n').filter((line) => line.startsWith('--subject'))
  }
  const failed = 'the last backup failed: whatsapp-saas backup tells why'
  const old = (hours: number) => `the newest backup is ${hours} h old: whatsapp-saas backup`

  await tell(failed)
  await tell(failed)
  assert.deepEqual(await mails(), [], 'nobody is named')
  await bash(
    'set_settings "$CONFIG_DIR/env/settings.env" SMTP_URL=smtp://127.0.0.1 OPERATOR_EMAIL=ops@example.com'
  )
  await writeFile(join(folder, 'var/refuse'), '')
  await tell(failed)
  await rm(join(folder, 'var/refuse'))
  await tell(failed)
  await tell(failed)
  const twice = await mails()
  assert.equal(twice.length, 2, 'what the mail server did not take is tried once more')
  assert.match(twice[0] ?? '', /^--subject \S+: the last backup failed$/)

  await tell(failed, old(27))
  assert.deepEqual(await mails(), [], 'it may pass')
  await tell(failed, old(28))
  assert.match((await mails())[0] ?? '', /, and 1 more$/)
  await tell(failed, old(29))
  assert.deepEqual(await mails(), [])
  const day_ago = Date.now() / 1000 - 90_000
  await utimes(join(folder, 'var/troubles.told'), day_ago, day_ago)
  await tell(failed, old(52))
  assert.equal((await mails()).length, 1)

  await tell()
  await tell(failed)
  assert.deepEqual(await mails(), [])
  await tell(failed)
  assert.equal((await mails()).length, 1, 'it came back')
})
