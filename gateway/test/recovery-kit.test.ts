import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { call, kit, left_out } from './bed.ts'

/** A command at a terminal, whose reader answers each question with the same words. Answers with what stood on the screen. */
const atTerminal = async (
  command: string,
  env: Record<string, string>,
  answer: string
): Promise<string> => {
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    cwd: kit,
    env: { ...process.env, ...env }
  })
  let screen = ''
  let asked = 0
  child.stdout.on('data', (said) => {
    screen += said
    const questions = screen.match(/passphrase[^\n]*: ?/g)?.length ?? 0
    for (; asked < questions; asked++) child.stdin.write(`${answer}\n`)
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(screen)
  return screen
}

test('a recovery kit is sealed with a passphrase that is asked for, opened with it, and confirmed with the code in it', async (t) => {
  if (!process.env['DEPLOY_TESTS']) return t.skip(left_out)
  const folder = await mkdtemp(join(tmpdir(), 'gateway-kit-'))
  t.after(() => rm(folder, { recursive: true }))
  const env = { CONFIG_DIR: join(folder, 'etc'), STATE_DIR: join(folder, 'var') }
  await call(
    'bash',
    [
      '-c',
      `set -euo pipefail; . lib/common.sh; mkdir -p "$CONFIG_DIR/env" "$STATE_DIR"
      set_settings "$CONFIG_DIR/compose.env" INSTALLATION=kit ENGINE=none
      set_settings "$CONFIG_DIR/env/migrate.env" MASTER_KEY=0123456789abcdef
      age-keygen 2>/dev/null | write_private "$CONFIG_DIR/backup.key"`
    ],
    { env }
  )
  const file = join(folder, 'kit.age')
  const passphrase = 'correct horse battery staple'
  await assert.rejects(call('lib/recovery-kit.sh', [file], { env }), /nobody can be asked/)
  await atTerminal(`lib/recovery-kit.sh ${file}`, env, passphrase)
  const sealed = await readFile(file, 'utf8')
  assert.match(sealed, /^-----BEGIN AGE ENCRYPTED FILE-----/)
  await assert.rejects(atTerminal(`age --decrypt ${file}`, env, 'another one'), /incorrect/)
  const sheet = await atTerminal(`age --decrypt ${file}`, env, passphrase)
  const key = await readFile(join(env.CONFIG_DIR, 'backup.key'), 'utf8')
  assert.ok(sheet.replaceAll('\r', '').includes(key.trim()), 'the key of the backups')
  assert.match(sheet, /^MASTER_KEY=0123456789abcdef\r?$/m)
  const [, code = ''] = /recovery-kit --confirm ([0-9a-f-]+)/.exec(sheet) ?? []
  await assert.rejects(
    call('lib/recovery-kit.sh', ['--confirm', 'aaaa-bbbb-cccc'], { env }),
    /not the code/
  )
  assert.match(await call('lib/recovery-kit.sh', ['--confirm', code], { env }), /^Confirmed\.$/m)
})
