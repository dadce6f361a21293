import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { call, left_out } from './bed.ts'

const scripts = [
  ...['setup-ubuntu.sh', 'whatsapp-saas', 'backup.sh', 'restore.sh'],
  ...[
    'lib/configure.sh',
    'lib/rotate.sh',
    'lib/upgrade.sh',
    'lib/set-passwords.sh',
    'lib/recovery-kit.sh'
  ],
  ...['test/images', 'test/server', '../.ci/deploy']
]

test('shellcheck finds nothing in the scripts', async (t) => {
  if (!process.env['DEPLOY_TESTS']) return t.skip(left_out)
  assert.equal(await call('shellcheck', scripts), '')
})

const kept = async (days: string[]): Promise<string[]> => {
  const names = days.map((day) => `whatsapp-saas-${day}T023000Z.tar.age`)
  const said = await call('bash', [
    '-c',
    `. backup.sh; printf '%s\\n' "$@" | kept_of`,
    'kept',
    ...names
  ])
  return said.split('\n').map((name) => name.slice(14, 22))
}

test('of daily backups those of 7 days, 4 weeks and 6 months stay', async () => {
  const days = Array.from({ length: 400 }, (_, back) =>
    new Date(Date.UTC(2026, 10, 28) - back * 86_400_000)
      .toISOString()
      .slice(0, 10)
      .replaceAll('-', '')
  )
  assert.deepEqual(await kept(days), [
    ...['20261128', '20261127', '20261126', '20261125', '20261124', '20261123', '20261122'],
    // The last days of the weeks and months before.
    ...['20261115', '20261108', '20261031', '20260930', '20260831', '20260731', '20260630']
  ])
  assert.deepEqual(await kept(['20260101']), ['20260101'])
})

test('settings are changed by name: others, comments and secrets of before stay, and only root reads the file', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-settings-'))
  t.after(() => rm(folder, { recursive: true }))
  const file = join(folder, 'settings.env')
  await writeFile(file, '# mine\nA=1\nAB=2\nURL=postgresql://a:b@c/d?host=/e&f=$g\n')
  await call('bash', ['-c', '. lib/common.sh; set_settings "$@"', 'set', file, 'A=x=y', 'NEW=a b'])
  const text = '# mine\nAB=2\nURL=postgresql://a:b@c/d?host=/e&f=$g\nA=x=y\nNEW=a b\n'
  assert.equal(await readFile(file, 'utf8'), text)
  assert.equal((await stat(file)).mode & 0o777, 0o600)
})

test('an option that cannot be used is refused before anything else', async () => {
  const refused: [string[], RegExp][] = [
    [['--colour'], /there is no option --colour/],
    [['--domain'], /--domain needs a value/],
    [['--domain', 'wa.example.com'], /--domain needs --email/],
    [['--domain', '-x.com', '--email', 'a@b'], /is no name of a server/],
    [['--bundle', '/nowhere.tar'], /cannot be read/],
    [['--set', 'lower=1'], /is no setting/],
    [['--backup', 'BACKUP_S3_COLOUR=blue'], /--backup has no setting BACKUP_S3_COLOUR/],
    [['--purge'], /--purge goes with --uninstall/]
  ]
  for (const [words, said] of refused)
    await assert.rejects(call('./setup-ubuntu.sh', words), said, words.join(' '))
  assert.match(await call('./setup-ubuntu.sh', ['--help']), /^Usage: sudo gateway/)
})
