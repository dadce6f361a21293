import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { setDefaultCACertificates } from 'node:tls'
import { callerOf } from '../../server/testkit/caller.ts'
import { cleanUpAfter } from '../../server/testkit/clean-up.ts'
import { scanSession } from '../../server/testkit/link.ts'
import { until } from '../../server/testkit/until.ts'
import {
  bare,
  call,
  chaptersOf,
  kit,
  left_out,
  onServer,
  prefix,
  register,
  startTalk,
  startWhatsApp
} from './bed.ts'
import { healthy, operate } from './operation.ts'
import { startOutside } from './outside.ts'

const name = `${prefix}-server`
const address = '10.221.0.10'
const url = `https://${address}`
const bundle = process.env['DEPLOY_BUNDLE'] ?? ''
const steps =
  'packages files images settings database service certificate proxy firewall protection check'.split(
    ' '
  )

const { on, sums, takeAway } = onServer(name)

/** What setup is asked for, as on a server without a way to a registry. */
const request = (settings: Record<string, string>, bucket: string): string =>
  [
    `/source/gateway/setup-ubuntu.sh --non-interactive --bundle /bundle.tar --image ${prefix}-product:1`,
    `--compose POSTGRES_IMAGE=${prefix}-postgres:15-bookworm --compose REDIS_IMAGE=${prefix}-redis:7-bookworm`,
    ...Object.entries(settings).map(([key, value]) => `--set ${key}=${value}`),
    bucket
  ].join(' ')

/** Runs setup, and kills it and all it has started as soon as this step has begun. */
const killedAt = (setup: string, step: string): Promise<string> =>
  on(`setsid ${setup} >/tmp/killed 2>&1 & pid=$!
    for try in $(seq 6000); do
      grep -q "^${step}|begun" /var/lib/whatsapp-saas/setup-status 2>/dev/null && break
      kill -0 $pid || { cat /tmp/killed; exit 1; }
      sleep 0.05
    done
    kill -9 -- -$pid; wait $pid || true`)

const isOpen = async (port: number): Promise<boolean> => {
  const socket = connect({ host: address, port, timeout: 1_500 })
  const opened = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'timeout').then(() => false)
  ]).catch(() => false)
  socket.destroy()
  return opened
}

test('a bare server becomes a business that survives kills, power cuts and the loss of its data', async (t) => {
  if (!process.env['DEPLOY_TESTS']) return t.skip(left_out)
  const end = cleanUpAfter(t)
  const { simulator, settings } = await startWhatsApp(end)
  const outside = await startOutside(end)
  const setup = request({ ...settings, ...outside.settings }, outside.bucket)
  end.after(takeAway)
  const chapter = chaptersOf(t)
  await call('test/server', ['up', name, bare, bundle])

  await chapter('what cannot work is said before anything is changed', async () => {
    const before = await sums()
    await assert.rejects(
      on(`${setup} --domain nowhere --email ops@example.com`),
      /is no name of a server/
    )
    await assert.rejects(on(`${setup} --domain wa.example.com`), /--domain needs --email/)
    await assert.rejects(
      on(`SETUP_FREE_MB_MIN=99999999 ${setup}`),
      /MB free; at least 99999999 MB are needed\. Nothing was changed/
    )
    await on('systemctl stop nginx; systemd-run -q --unit taken systemd-socket-activate -l 80 cat')
    await until('port 80 is taken', () => on('ss -Hltn "sport = :80"').then((said) => said !== ''))
    await assert.rejects(on(setup), /port 80 is used by systemd-socket.*Nothing was changed/)
    await on('systemctl stop taken; systemctl start nginx')
    assert.match(await on(`${setup} --dry-run`), /What setup does on this machine/)
    assert.equal(await sums(), before)
  })

  await chapter(
    'setup is killed at each of its steps, and finished when it is run again',
    async () => {
      for (const step of steps) await killedAt(setup, step)
      const said = await on(setup)
      assert.match(said, /Installed\. Addresses and commands/)
      assert.match(said, /\[1\/11\] install packages … done before/)
    }
  )

  await chapter('a second run changes nothing', async () => {
    const before = await sums()
    assert.match(await on(setup), /^Nothing to do: everything is installed and answers\.$/)
    assert.equal(await sums(), before)
  })

  await chapter('no secret is readable by others or was printed', async () => {
    assert.equal(
      await on(
        'find /etc/whatsapp-saas -maxdepth 0 ! -perm 700; find /etc/whatsapp-saas/env /etc/whatsapp-saas/*.key /etc/whatsapp-saas/*.txt -type f ! -perm 600'
      ),
      ''
    )
    assert.equal(
      await on(
        'for secret in $(sed -n "s/^[A-Z_]*\\(KEY\\|SECRET\\|PASSWORD\\|TOKEN\\)=//p" /etc/whatsapp-saas/env/*.env); do grep -rlF "$secret" /var/log/whatsapp-saas /opt/whatsapp-saas; done; true'
      ),
      ''
    )
  })

  await chapter('from outside only nginx answers', async () => {
    const ports = [80, 443, 22, 3000, 3001, 3003, 3004, 4000, 4001, 4002, 5432, 6379, 9101, 9102]
    const open = await Promise.all(ports.map(isOpen))
    // No sshd is installed here.
    assert.deepEqual(
      ports.filter((_, index) => open[index]),
      [80, 443]
    )
  })

  const authority = await on('cat /etc/whatsapp-saas/tls/ca.crt')
  setDefaultCACertificates([authority])
  const customer = await register(url)
  const talk = await startTalk(simulator, url, customer)

  await chapter(
    'a message goes through HTTPS with the certificate of its own authority',
    async () => {
      await talk.say('hello')
      const answer = await fetch(`${url}/health`)
      assert.match(answer.headers.get('strict-transport-security') ?? '', /max-age=31536000/)
      assert.equal((await fetch(`${url}/metrics`)).status, 404)
      const plain = await fetch(`http://${address}/health`, { redirect: 'manual' })
      assert.equal(plain.status, 301)
    }
  )

  await chapter('every command of the quick start does what the page says', async () => {
    const page = await readFile(join(kit, 'QUICK_START.md'), 'utf8')
    const blocks = [...page.matchAll(/^```sh run\n(.*?)^```$/gms)].map(([, block]) => block)
    assert.equal(blocks.length, 6)
    const friend = await simulator.createPhone({ name: 'Recipient' })
    const phone = await simulator.createPhone({})
    const told = ['', 'echo "$TOKEN" >/root/token', ''].join('\n')
    const script = `set -euo pipefail\nTOKEN=\ncd /root\nTO=${friend.number}\n${blocks.join(told)}`
    const said = on(
      `cat >/root/quick-start <<'END'\n${script}\nEND\nbash /root/quick-start; echo "$?"`
    )
    // Meanwhile a phone scans what the page has its reader fetch, as the simulator takes it: as text.
    const token = await until('the token', () => on('cat /root/token 2>/dev/null || true'))
    const reader = callerOf(url, token)
    const id = await until('the session', async () => {
      const { body } = await reader.get('/api/v1/sessions')
      return body.data?.[0]?.id as string | undefined
    })
    // No earlier than its reader could.
    await until('the picture', () => on('[ ! -s /root/qr.png ] || echo there'))
    await scanSession({ simulator }, reader, id, phone.number)
    assert.match(await said, /^(sent|delivered|read)\n0$/m)
    await simulator.waitReceived(friend.number, {
      text: 'Hello from the quick start',
      timeout_ms: 30_000
    })
  })

  await chapter('after a power cut everything comes back by itself', async () => {
    await call('docker', ['kill', name])
    await call('docker', ['start', name])
    await call('test/server', ['booted', name])
    await until('health', () => healthy(url), 240_000)
    await talk.say('after the power cut')
    assert.equal((await simulator.phone(talk.number)).pairings, 1, 'no second QR code was scanned')
  })

  await chapter(
    'a new version takes over, one that does not work leaves the old one running, and there is a way back',
    async () => {
      const image = () => on("sed -n 's/^GATEWAY_IMAGE=//p' /etc/whatsapp-saas/compose.env")
      const first = await image()
      // The same product by another name, and one that cannot start.
      const build = (tag: string, ...lines: string[]) =>
        on(
          `docker build -q -t ${tag} - <<'END'\n${[`FROM ${prefix}-product:1`, ...lines].join('\n')}\nEND`
        )
      await build('next', 'LABEL version=2')
      const role = "process.exit(process.argv.includes('migrate') ? 0 : 1)"
      await build('broken', `ENTRYPOINT ${JSON.stringify(['node', '--eval', role])}`)
      await talk.accept('before the new version')
      assert.match(await on('whatsapp-saas upgrade next'), /next runs\. To go back/)
      await talk.arrived('before the new version')
      await talk.say('with the new version')
      const second = await image()
      assert.notEqual(second, first)
      await assert.rejects(
        on('UPGRADE_HEALTH_SECONDS=15 whatsapp-saas upgrade broken'),
        /The old version runs again/
      )
      assert.equal(await image(), second)
      await talk.say('after the broken version')
      assert.match(await on('whatsapp-saas rollback'), /The version before runs again/)
      await talk.say('back again')
      assert.equal(
        (await simulator.phone(talk.number)).pairings,
        1,
        'no second QR code was scanned'
      )
    }
  )

  await operate({ on, chapter, url, talk, outside, note: (said) => t.diagnostic(said) })

  const data = Buffer.from('a file of a customer').toString('base64')
  const file = await customer.post('/api/v1/media', { data, file_name: 'kept.txt' })
  assert.equal(file.status, 201)
  const fileUrl = async (): Promise<string | null> =>
    (await customer.get(`/api/v1/media/${file.body.id}`)).body.url
  await until('the file', fileUrl)
  const backup = await on('whatsapp-saas backup')
  await on(`cp ${backup} /root/backup.age; cp /etc/whatsapp-saas/backup.key /root/`)

  await chapter('uninstalled and purged, nothing is left', async () => {
    await on('/opt/whatsapp-saas/gateway/setup-ubuntu.sh --uninstall --purge --non-interactive')
    assert.equal(
      await on(
        'docker ps -aq; docker volume ls -q; docker network ls -q --filter type=custom; ls -d /opt/whatsapp-saas /etc/whatsapp-saas /var/lib/whatsapp-saas 2>/dev/null; find /etc -name "*whatsapp-saas*"; true'
      ),
      ''
    )
  })

  await chapter(
    'on another machine a backup brings users, messages and linked numbers back, and no machine holds a number of another',
    async () => {
      await on('rm /etc/machine-id; systemd-machine-id-setup')
      await on(setup)
      const restore = 'whatsapp-saas restore --non-interactive'
      await assert.rejects(on(`${restore} /root/backup.age`), /no backup that .*backup\.key opens/)
      await on('head -c 100000 /root/backup.age >/root/damaged.age')
      await assert.rejects(
        on(`${restore} --key /root/backup.key /root/damaged.age`),
        /or it is damaged/
      )
      await assert.rejects(
        on(`${restore} --key /root/backup.key /root/backup.age`),
        /comes from another machine/
      )
      assert.match(
        await on(`${restore} --key /root/backup.key --old-machine-is-off s3:latest`),
        /^Restored\./m
      )
      setDefaultCACertificates([await on('cat /etc/whatsapp-saas/tls/ca.crt')])
      const texts = new Set<string | undefined>()
      for (let cursor = ''; cursor !== null; ) {
        const from = cursor && `&cursor=${encodeURIComponent(cursor)}`
        const page = await customer.get(
          `/api/v1/messages?session_id=${talk.session_id}&limit=100${from}`
        )
        assert.equal(page.status, 200, 'the token of before is taken')
        for (const one of page.body.data) texts.add(one.text?.body)
        cursor = page.body.next_cursor
      }
      assert.ok(texts.has('hello') && texts.has('back again'), JSON.stringify([...texts]))
      const link = await until('the file', fileUrl)
      assert.equal((await customer.get(link)).body, 'a file of a customer')
      await talk.say('after the restore')
      assert.equal(
        (await simulator.phone(talk.number)).pairings,
        1,
        'no second QR code was scanned'
      )
    }
  )

  await chapter('keys and passwords are changed while it runs', async () => {
    for (const what of ['jwt', 'database-passwords', 'master-key']) {
      assert.match(await on(`whatsapp-saas rotate ${what}`), /Done\.$/)
      await talk.say(`after ${what}`)
    }
    assert.match(await on('whatsapp-saas backup'), /tar\.age$/)
    assert.match(await on('whatsapp-saas doctor'), /ok +the newest backup is [01] h old$/m)
  })
})
