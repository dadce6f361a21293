import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openDb } from '../../src/lib/db.ts'
import { startEmbeddedPostgres } from '../../src/main/embedded/embedded-postgres.ts'
import { scanSession } from '../../testkit/link.ts'
import { startProduct } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'

const root = process.getuid?.() === 0
const script = fileURLToPath(new URL('../../testkit/taken-worker.ts', import.meta.url))

test('whoever takes over a worker reaches the rows of its own sessions, and no file, process, role or session besides', {
  skip: root ? false : 'workers have users of their own only where the product runs as root'
}, async (t) => {
  const product = await startProduct(t)
  // Another customer besides, on a worker of its own.
  const sessions: string[] = []
  const server = await startEmbeddedPostgres(join(product.data_dir, 'postgres'))
  const owner = openDb({
    url: server.url('gateway', 'wa_owner'),
    connections_max: 1,
    application_name: 'test'
  })
  t.after(() => owner.close())
  // The folder may be passed by others; what is in it has to be closed by itself.
  await chmod(product.data_dir, 0o711)
  for (const plan of ['trial', 'business']) {
    const customer = await product.register()
    await owner.query(
      'update subscriptions set plan_id = (select id from subscription_plans where code = $1) where tenant_id = (select tenant_id from users where id = $2)',
      [plan, customer.user.id]
    )
    const session = await customer.post('/api/v1/sessions', { session_name: 'one' })
    sessions.push(session.body.id)
    await customer.post('/api/v1/instances', { session_id: session.body.id })
    const phone = await product.simulator.createPhone({})
    await scanSession(product, customer, session.body.id, phone.number)
  }
  // Numbers that are linked go to the worker that their plan gives them.
  const rows = await until(
    'each has a worker of its own',
    async () => {
      const found = await owner.query<{ reference: string; session_id: string }>(
        `select i.reference, s.id as session_id from instances i join sessions s on s.instance_id = i.id
         where i.status = 'running' and s.status = 'connected'`
      )
      return new Set(found.map((row) => row.reference)).size === 2 && found
    },
    120_000
  )
  const pidOf = (session_id = ''): number =>
    Number(
      rows
        .find((row) => row.session_id === session_id)
        ?.reference.split(':')
        .at(-1)
    )
  const [own_session = '', foreign_session] = sessions
  const pid = pidOf(own_session)
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const uid = Number(/^Uid:\s+(\d+)/m.exec(status)?.[1])
  assert.ok(uid > 60_000, `the worker runs as ${uid}`)
  assert.match(status, /^CapEff:\s+0+$/m)
  assert.match(status, /^Groups:\s*$/m)

  const variables = (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0')
  const environment = Object.fromEntries(
    variables.filter(Boolean).map((one) => [one.split('=')[0], one.replace(/^[^=]*=/, '')])
  )
  const names = Object.keys(environment).filter((name) => /KEY|SECRET|PASSWORD|OWNER/.test(name))
  assert.deepEqual(names, ['WHATSAPP_ROOT_KEY'], 'which is public')

  const child = spawn(process.execPath, [script], {
    env: {
      ...environment,
      TAKEN: JSON.stringify({
        data_dir: product.data_dir,
        root: fileURLToPath(new URL('../../..', import.meta.url)),
        gateway_pid: product.child.pid,
        other_pid: pidOf(foreign_session),
        own_session
      })
    },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let said = ''
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString()
  })
  await once(child, 'close')
  const found = JSON.parse(said) as Record<string, string>
  for (const [what, came] of Object.entries(found)) t.diagnostic(`${what}: ${came}`)
  const reached = Object.keys(found).filter((what) => found[what]?.startsWith('REACHED'))
  assert.deepEqual(reached, ['database as itself', 'the socket by itself'])
  assert.match(found['database as itself'] ?? '', new RegExp(own_session))
})
