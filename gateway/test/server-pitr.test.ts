import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setDefaultCACertificates } from 'node:tls'
import { cleanUpAfter } from '../../server/testkit/clean-up.ts'
import {
  call,
  chaptersOf,
  left_out,
  onServer,
  prefix,
  register,
  startTalk,
  startWhatsApp
} from './bed.ts'

const name = `${prefix}-pitr`
const address = '10.221.0.13'
const url = `https://${address}`
const product = process.env['DEPLOY_PRODUCT'] ?? ''
const { on, takeAway } = onServer(name)

test('point-in-time recovery: the database comes back as it was between two messages, and from nothing', async (t) => {
  if (!process.env['DEPLOY_TESTS']) return t.skip(left_out)
  const end = cleanUpAfter(t)
  const { simulator, settings } = await startWhatsApp(end)
  const setup = [
    '/source/gateway/setup-ubuntu.sh --non-interactive --bundle /bundle.tar',
    ...Object.entries(settings).map(([key, value]) => `--set ${key}=${value}`)
  ].join(' ')
  end.after(takeAway)
  const chapter = chaptersOf(t)
  await call('test/server', ['up', name, `${prefix}-bare:1`, product, address])

  await chapter('it is refused where it cannot be had', async () => {
    await assert.rejects(on(`${setup} --pitr`), /the image of PostgreSQL has no pgBackRest/)
    await assert.rejects(
      on(`${setup} --no-docker --pitr --external-postgres postgresql://a:b@10.0.0.5/gateway`),
      /--pitr is for the server of this machine/
    )
  })

  await on(`${setup} --no-docker --pitr`)
  setDefaultCACertificates([await on('cat /etc/whatsapp-saas/tls/ca.crt')])
  const customer = await register(url)
  const talk = await startTalk(simulator, url, customer)
  const psql = (database: string, sql: string): Promise<string> =>
    on(`runuser -u postgres -- psql -XAtq -d ${database} -c "${sql}"`)
  const texts = async (): Promise<string[]> => {
    const { body } = await customer.get(`/api/v1/messages?session_id=${talk.session_id}`)
    return body.data.map((one: { text: { body: string } }) => one.text.body).sort()
  }

  await chapter('what is archived is encrypted, and the archive keeps up', async () => {
    await talk.say('before')
    await on(
      'runuser -u postgres -- pgbackrest --config=/etc/pgbackrest/whatsapp-saas.conf --stanza=whatsapp-saas check'
    )
    assert.equal(
      await on(
        "find /var/lib/whatsapp-saas-pitr -type f -size +0 -exec head -c 8 {} ';' -exec echo ';' | sort -u"
      ),
      'Salted__'
    )
    assert.equal(
      await on('stat -c %a:%U:%G /etc/pgbackrest/whatsapp-saas.conf'),
      '640:root:postgres'
    )
    assert.match(
      await on('whatsapp-saas doctor || true'),
      /^ok +changes of the database are archived$/m
    )
  })

  await chapter('it goes back to a moment between two messages', async () => {
    const moment = await psql('gateway', 'select clock_timestamp()')
    await talk.say('after')
    const restore = 'whatsapp-saas restore --non-interactive --to'
    await assert.rejects(on(`${restore} yesteryear`), /is no moment/)
    await assert.rejects(on(`${restore} '2020-01-01 00:00:00+00'`), /the archive begins at/)
    await assert.rejects(on(`${restore} '2120-01-01 00:00:00+00'`), /is in the future/)
    assert.deepEqual(await texts(), ['after', 'before'], 'nothing was changed')
    await psql('gateway', 'truncate messages cascade')
    assert.deepEqual(await texts(), [])
    assert.match(await on(`${restore} '${moment}'`), /^Restored\./m)
    assert.deepEqual(await texts(), ['before'])
    await talk.say('anew')
    assert.equal((await simulator.phone(talk.number)).pairings, 1, 'no second QR code was scanned')
  })

  await chapter(
    'with all its files lost the server comes back as it was last archived',
    async () => {
      await psql('postgres', 'create temp table mark (); select pg_switch_wal()')
      await on(
        'runuser -u postgres -- pgbackrest --config=/etc/pgbackrest/whatsapp-saas.conf --stanza=whatsapp-saas check'
      )
      await on('systemctl kill -s KILL postgresql@15-main; rm -rf /var/lib/postgresql/15/main')
      assert.match(await on('whatsapp-saas restore --non-interactive --to latest'), /^Restored\./m)
      assert.deepEqual(await texts(), ['anew', 'before'])
      await talk.say('from nothing')
    }
  )

  await chapter('an archive that does not keep up is told', async () => {
    await on(
      'chmod 500 /var/lib/whatsapp-saas-pitr/archive/whatsapp-saas/*; chown root /var/lib/whatsapp-saas-pitr'
    )
    await assert.rejects(on('whatsapp-saas doctor'), /changes of the database|base backup/)
  })

  await chapter('purged it leaves nothing', async () => {
    await on('/opt/whatsapp-saas/gateway/setup-ubuntu.sh --uninstall --purge --non-interactive')
    assert.equal(
      await on('ls -d /var/lib/whatsapp-saas* /etc/pgbackrest/whatsapp* 2>/dev/null; true'),
      ''
    )
    assert.equal(await psql('postgres', 'show archive_command'), '/bin/true')
  })
})
