import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { call } from './bed.ts'

const bash = async (t: TestContext, script: string, ...words: string[]): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-address-'))
  t.after(() => rm(folder, { recursive: true }))
  const env = { CONFIG_DIR: join(folder, 'etc'), STATE_DIR: join(folder, 'var') }
  return call('bash', ['-c', `set -euo pipefail; ${script}`, 'bash', ...words], { env })
}

test('the address of a database elsewhere gives each role its own, and its client what it needs', async (t) => {
  const told = (url: string) =>
    bash(
      t,
      `. lib/configure.sh; mkdir -p "$CONFIG_DIR/env"
      set_settings "$CONFIG_DIR/env/external.env" "EXTERNAL_POSTGRES_URL=$1"; name_database
      database_name; echo; database_url wa_tenant secret; client_settings unused`,
      url
    ).then((said) => said.split('\n'))
  assert.deepEqual(
    await told('postgresql://boss:p%40ss%2Fword@db.example.com:6432/business?sslmode=require'),
    [
      'business',
      'postgresql://wa_tenant:secret@db.example.com:6432/business?sslmode=require',
      ...['PGUSER=boss', 'PGPASSWORD=p@ss/word', 'PGHOST=db.example.com', 'PGPORT=6432'],
      'PGSSLMODE=require'
    ]
  )
  assert.deepEqual(await told('postgres://boss:word@10.0.0.5/gateway'), [
    'gateway',
    'postgres://wa_tenant:secret@10.0.0.5/gateway',
    ...['PGUSER=boss', 'PGPASSWORD=word', 'PGHOST=10.0.0.5', 'PGPORT=5432']
  ])
})

test('an address of a database that cannot be meant is refused before anything else', async () => {
  const refused: [string[], RegExp][] = [
    [['--external-postgres', 'db.example.com'], /looks like postgresql:/],
    [['--external-postgres', 'postgresql://boss@db.example.com/gateway'], /looks like postgresql:/],
    [['--external-postgres', 'postgresql://a:b@db.example.com'], /looks like postgresql:/],
    [['--external-postgres', 'postgresql://a:b@localhost/gateway'], /containers do not reach local/]
  ]
  for (const [words, said] of refused)
    await assert.rejects(call('./setup-ubuntu.sh', words), said, words.join(' '))
})

test('a backup is not restored here while the machine that it comes from still answers at its address', async (t) => {
  const answering = async (keys: object[]): Promise<string> => {
    const server = createServer((_request, response) => response.end(JSON.stringify({ keys })))
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve())
    })
    t.after(() => server.close())
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  const judge = (there: string, here: string) =>
    bash(
      t,
      `. ./restore.sh; FILE=x KEY=x
      read_archive() { printf 'A=1\\nPUBLIC_URL=%s\\n' "$THERE"; }; gateway_url() { printf '%s' "$HERE_URL"; }
      THERE=$1 HERE_URL=$2; judge_old_machine; echo free`,
      there,
      here
    )
  const [one, same, another, empty] = await Promise.all([
    answering([{ x: 'one' }]),
    answering([{ x: 'one' }]),
    answering([{ x: 'another' }]),
    answering([])
  ])
  await assert.rejects(judge(another, one), /the old machine is not off: http:\S+ answers/)
  assert.equal(await judge(same, one), 'free', 'its name leads here already')
  assert.equal(await judge(empty, one), 'free')
  assert.equal(await judge('http://127.0.0.1:9', one), 'free')
})
