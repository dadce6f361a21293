import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cleanUpAfter } from '../../server/testkit/clean-up.ts'
import { freePort } from '../../server/testkit/free-port.ts'
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

const server = `${prefix}-theirs`

test('Compose runs on a database that others look after, and leaves nothing of it in containers', async (t) => {
  if (!process.env['DEPLOY_TESTS']) return t.skip(left_out)
  const end = cleanUpAfter(t)
  const { simulator, settings } = await startWhatsApp(end)
  const host = reachableAddress()
  const port = await freePort()
  end.after(() => call('docker', ['rm', '-f', '-v', server]))
  await call('docker', [
    ...[
      'run',
      '--detach',
      '--name',
      server,
      '--user',
      'postgres',
      '--publish',
      `${host}:${port}:5432`
    ],
    ...['--env', 'POSTGRES_USER=theirs', '--env', 'POSTGRES_PASSWORD=of-them'],
    ...['--env', 'POSTGRES_DB=business', '--env', 'POSTGRES_INITDB_ARGS=--auth=scram-sha-256'],
    ...[`${prefix}-postgres:15-bookworm`, 'postgres', '-c', 'listen_addresses=*']
  ])
  const there = (command: string): Promise<string> =>
    call('docker', ['exec', '--env', 'PGPASSWORD=of-them', server, 'sh', '-c', command])
  const psql = (sql: string): Promise<string> =>
    there(`psql -XAtq -h 127.0.0.1 -U theirs -d business -c "${sql}"`)
  await until('their server', () =>
    psql('select 1').then(
      () => true,
      () => false
    )
  )
  await there(
    'echo "host all all all scram-sha-256" >>"$PGDATA/pg_hba.conf" && pg_ctl -D "$PGDATA" reload'
  )
  await psql("create role boss login createdb createrole password 'of@theirs'")
  await psql('alter database business owner to boss')
  const { compose } = await configure(
    end,
    settings,
    `postgresql://boss:of%40theirs@${host}:${port}/business`
  )
  await compose('up', '--detach')
  const url = `http://127.0.0.1:${ports.GATEWAY_PORT}`
  await until('health', () => healthy(url), 60_000)
  const talk = await startTalk(simulator, url, await register(url))
  await talk.say('on their database')
  assert.equal(await psql('select count(*) from messages'), '1')
  const client = await call('docker', [
    'top',
    await compose('ps', '-q', 'postgres'),
    '-o',
    'pid,args'
  ])
  assert.doesNotMatch(client, /postgres:|bin\/postgres/, 'a client, and no server')
  await call('docker', ['restart', server])
  await until('health', () => healthy(url), 60_000)
  await talk.say('after a restart of their server')
})
