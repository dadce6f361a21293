import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setDefaultCACertificates } from 'node:tls'
import { cleanUpAfter } from '../../server/testkit/clean-up.ts'
import { until } from '../../server/testkit/until.ts'
import {
  bare,
  call,
  chaptersOf,
  left_out,
  onServer,
  prefix,
  register,
  startTalk,
  startWhatsApp
} from './bed.ts'
import { healthy, restartInVain, restartUnderTraffic } from './operation.ts'

const name = `${prefix}-plain`
const address = '10.221.0.11'
const url = `https://${address}`
const product = process.env['DEPLOY_PRODUCT'] ?? ''

const { on, sums, takeAway } = onServer(name)

/** A process of each kind, with the user it runs as. */
const users = async (): Promise<Record<string, string>> => {
  const said = await on(
    "ps -eo uid,user:30,args | sed -n 's,^ *\\([0-9]*\\) *\\([^ ]*\\) .*/main/\\([a-z-]*\\)\\.ts.*,\\3 \\2 \\1,p'"
  )
  return Object.fromEntries(
    said.split('\n').map((line) => {
      const [role = '', user = ''] = line.split(' ')
      return [role, user]
    })
  )
}

test('without Docker the roles run as units of systemd, on PostgreSQL of the distribution or of others, with all that an operator needs', async (t) => {
  if (!process.env['DEPLOY_TESTS']) return t.skip(left_out)
  const end = cleanUpAfter(t)
  const { simulator, settings } = await startWhatsApp(end)
  const setup = [
    '/source/gateway/setup-ubuntu.sh --non-interactive --no-docker --bundle /bundle.tar',
    ...Object.entries(settings).map(([key, value]) => `--set ${key}=${value}`)
  ].join(' ')
  end.after(takeAway)
  const chapter = chaptersOf(t)
  await call('test/server', ['up', name, bare, product, address])
  // It must not be needed.
  await on(
    'systemctl disable -q --now docker docker.socket; mv /usr/bin/docker /usr/bin/docker-compose /root/'
  )

  await chapter(
    'setup tells what it would do, does it, and has nothing to do after that',
    async () => {
      const plan = await on(`${setup} --dry-run`)
      assert.match(plan, /no containers: units of systemd as the user whatsapp-saas/)
      assert.match(plan, /PostgreSQL of the distribution/)
      assert.match(await on(setup), /Installed\. Addresses and commands/)
      const before = await sums()
      assert.match(await on(setup), /^Nothing to do: everything is installed and answers\.$/)
      assert.equal(await sums(), before)
    }
  )

  setDefaultCACertificates([await on('cat /etc/whatsapp-saas/tls/ca.crt')])
  const customer = await register(url)
  const talk = await startTalk(simulator, url, customer)
  const linkedOnce = async (): Promise<void> =>
    assert.equal((await simulator.phone(talk.number)).pairings, 1, 'no second QR code was scanned')

  await chapter(
    'a message goes through, and each role runs as a user of its own with its own secrets alone',
    async () => {
      await talk.say('hello')
      const { worker, ...roles } = await users()
      const own = 'whatsapp-saas'
      assert.deepEqual(roles, {
        'gateway-api': own,
        'session-auth': own,
        delivery: own,
        orchestrator: 'root'
      })
      assert.match(worker ?? '', /^[0-9]+$/, 'a worker is a user that nobody else is')
      const knowing = await on(
        'for pid in $(pgrep -f src/[m]ain/); do ! tr "\\0" "\\n" </proc/$pid/environ | grep -q ^MASTER_KEY= || tr "\\0" " " </proc/$pid/cmdline | sed "s,.*/main/,,"; done'
      )
      assert.equal(knowing.trim(), 'orchestrator.ts')
      assert.match(await on('whatsapp-saas status'), /^orchestrator +running$/m)
    }
  )

  await chapter('it comes back after a power cut, and after stop and start', async () => {
    await call('docker', ['kill', name])
    await call('docker', ['start', name])
    await call('test/server', ['booted', name])
    await until('health', () => healthy(url), 120_000)
    await talk.say('after the power cut')
    await on('systemctl stop whatsapp-saas')
    assert.equal(await on('pgrep -f src/[m]ain/ || true'), '')
    await on('systemctl start whatsapp-saas')
    await talk.say('after stop and start')
    await linkedOnce()
  })

  await chapter('restarted under traffic it goes on answering', async () => {
    const server = { on, talk, note: (said: string) => t.diagnostic(said) }
    await restartUnderTraffic(
      server,
      "systemctl show -P MainPID 'whatsapp-saas-*.service' | grep '^[1-9]'"
    )
    await restartInVain(server)
    await linkedOnce()
  })

  await chapter('backup, restore, new keys, another version and the way back', async () => {
    const backup = await on('whatsapp-saas backup')
    await talk.say('not in the backup')
    assert.match(await on(`whatsapp-saas restore --non-interactive ${backup}`), /^Restored\./m)
    await talk.say('after the restore')
    for (const what of ['jwt', 'database-passwords', 'master-key'])
      assert.match(await on(`whatsapp-saas rotate ${what}`), /Done\.$/)
    await talk.say('with new keys')
    await on(`cd /opt/whatsapp-saas/products; cp -a "$(readlink -f ../product)" next; cp -a next broken
      echo 'process.exit(1)' >broken/app/server/src/main/gateway-api.ts`)
    const folder = '/opt/whatsapp-saas/products'
    assert.match(await on(`whatsapp-saas upgrade ${folder}/next`), /next runs\. To go back/)
    await assert.rejects(
      on(`UPGRADE_HEALTH_SECONDS=15 whatsapp-saas upgrade ${folder}/broken`),
      /The old version runs again/
    )
    await talk.say('after the broken version')
    assert.match(await on('whatsapp-saas rollback'), /The version before runs again/)
    await talk.say('back again')
    await linkedOnce()
    assert.match(await on('whatsapp-saas backup; whatsapp-saas doctor'), /ok +health is ok$/m)
  })

  await chapter(
    'uninstalled it leaves its data, with which it goes on; purged it leaves nothing',
    async () => {
      const uninstall = '/opt/whatsapp-saas/gateway/setup-ubuntu.sh --uninstall --non-interactive'
      assert.match(await on(uninstall), /Left: the database, /)
      assert.equal(await on('pgrep -f src/[m]ain/ || true'), '')
      await on(setup)
      await talk.say('installed again')
      await linkedOnce()
      await on(`${uninstall} --purge`)
      assert.equal(
        await on(
          'ls -d /opt/whatsapp-saas /etc/whatsapp-saas /var/lib/whatsapp-saas* 2>/dev/null; find /etc -name "*whatsapp-saas*"; getent passwd whatsapp-saas; true'
        ),
        ''
      )
      const left = await on(
        `runuser -u postgres -- psql -XAtq -c "select datname from pg_database where datname like 'gateway%' union select rolname from pg_roles where rolname like 'wa\\_%'"`
      )
      assert.equal(left, '')
    }
  )

  await chapter('a database that others look after is used, and left alone', async () => {
    const psql = (sql: string) => on(`runuser -u postgres -- psql -Xq -c "${sql}"`)
    await psql("create role theirs login createdb createrole password 'of@theirs'")
    await psql('create database business owner theirs')
    await psql("create role weak login password 'weak'")
    const external = (who: string) =>
      `${setup} --external-postgres postgresql://${who}@127.0.0.1:5432/business`
    await assert.rejects(on(external('weak:weak')), /must be able to make databases and roles/)
    await on('/opt/whatsapp-saas/gateway/setup-ubuntu.sh --uninstall --purge --non-interactive')
    assert.match(
      await on(`${external('theirs:of%40theirs')} --dry-run`),
      /the server at 127\.0\.0\.1:5432\/business/
    )
    await on(external('theirs:of%40theirs'))
    assert.match(await on(external('theirs:of%40theirs')), /^Nothing to do/)
    assert.equal(await on("grep -rl 'of%40theirs\\|of@theirs' /var/log/whatsapp-saas || true"), '')
    setDefaultCACertificates([await on('cat /etc/whatsapp-saas/tls/ca.crt')])
    const other = await startTalk(simulator, url, await register(url))
    await other.say('on their database')
    const backup = await on('whatsapp-saas backup')
    assert.match(await on(`whatsapp-saas restore --non-interactive ${backup}`), /^Restored\./m)
    await other.say('restored into it')
    assert.match(
      await on('/opt/whatsapp-saas/gateway/setup-ubuntu.sh --uninstall --purge --non-interactive'),
      /Left: the database business/
    )
  })
})
