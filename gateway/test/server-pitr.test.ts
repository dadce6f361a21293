import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setDefaultCACertificates } from 'node:tls'
import { cleanUpAfter } from '../../server/testkit/clean-up.ts'
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

/** On a server of the distribution, and on one in a container. */
const kinds = [
  {
    title: 'without containers',
    name: `${prefix}-pitr`,
    address: '10.221.0.13',
    bundle: process.env['DEPLOY_PRODUCT'] ?? '',
    options: '--no-docker',
    kill: 'systemctl kill -s KILL "$(cluster_unit)"'
  },
  {
    title: 'in containers',
    name: `${prefix}-pitr-docker`,
    address: '10.221.0.14',
    bundle: process.env['DEPLOY_BUNDLE'] ?? '',
    options: [
      `--image ${prefix}-product:1 --compose POSTGRES_IMAGE=${prefix}-postgres:15-bookworm`,
      `--compose REDIS_IMAGE=${prefix}-redis:7-bookworm`
    ].join(' '),
    kill: 'docker kill "$(container_of postgres)"'
  }
]

for (const { title, name, address, bundle, options, kill } of kinds)
  test(`point-in-time recovery ${title}: the database comes back as it was between two messages, and from nothing`, async (t) => {
    if (!process.env['DEPLOY_TESTS']) return t.skip(left_out)
    const end = cleanUpAfter(t)
    const { on, takeAway } = onServer(name)
    const url = `https://${address}`
    // With what the kit itself knows of this server.
    const within = (command: string): Promise<string> =>
      on(`cd /opt/whatsapp-saas/gateway; . lib/common.sh; ${command}`)
    const { simulator, settings } = await startWhatsApp(end)
    const setup = [
      `/source/gateway/setup-ubuntu.sh --non-interactive --bundle /bundle.tar ${options}`,
      ...Object.entries(settings).map(([key, value]) => `--set ${key}=${value}`)
    ].join(' ')
    end.after(takeAway)
    const chapter = chaptersOf(t)
    await call('test/server', ['up', name, bare, bundle, address])

    await chapter('it is refused where it cannot be had', async () => {
      await assert.rejects(
        on(`${setup} --pitr --external-postgres postgresql://a:b@10.0.0.5/gateway`),
        /--pitr is for the server of this machine/
      )
    })

    await on(`${setup} --pitr`)
    setDefaultCACertificates([await on('cat /etc/whatsapp-saas/tls/ca.crt')])
    const customer = await register(url)
    const talk = await startTalk(simulator, url, customer)
    const psql = (database: string, sql: string): Promise<string> =>
      within(`in_postgres psql -XAtq -d ${database} -c "${sql}"`)
    const texts = async (): Promise<string[]> => {
      const { body } = await customer.get(`/api/v1/messages?session_id=${talk.session_id}`)
      return body.data.map((one: { text: { body: string } }) => one.text.body).sort()
    }

    await chapter('what is archived is encrypted, and the archive keeps up', async () => {
      await talk.say('before')
      await within('pgbackrest_of_ours check')
      assert.equal(
        await on(
          'find /var/lib/whatsapp-saas-pitr -type f -size +0 -print0 | xargs -0 head -qc 8 | fold -w 8 | sort -u'
        ),
        'Salted__'
      )
      assert.equal(
        await within('stat -c %a:%u:%g "$(pitr_config)"'),
        await within('printf 640:0:; stat -c %g "$(cluster_folder)"')
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
      assert.equal(
        (await simulator.phone(talk.number)).pairings,
        1,
        'no second QR code was scanned'
      )
    })

    await chapter(
      'with all its files lost the server comes back as it was last archived',
      async () => {
        await psql('postgres', 'create temp table mark (); select pg_switch_wal()')
        await within('pgbackrest_of_ours check')
        await within(`${kill}; rm -rf "$(cluster_folder)"`)
        assert.match(
          await on('whatsapp-saas restore --non-interactive --to latest'),
          /^Restored\./m
        )
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
      // The server of the distribution stays, and archives nothing.
      if (title === 'without containers')
        assert.equal(
          await on('runuser -u postgres -- psql -XAtq -d postgres -c "show archive_command"'),
          '/bin/true'
        )
    })
  })
