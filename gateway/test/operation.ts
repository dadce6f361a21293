import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { until } from '../../server/testkit/until.ts'
import type { Talk } from './bed.ts'
import type { Outside } from './outside.ts'

/** A server with the product on it. */
export type Server = {
  on(command: string): Promise<string>
  chapter(title: string, work: () => Promise<void>): Promise<void>
  url: string
  talk: Talk
  outside: Outside
  note(said: string): void
}

export const healthy = (url: string): Promise<boolean> =>
  fetch(`${url}/health`).then(
    (answer) => answer.ok,
    () => false
  )

/** Between two texts of the traffic. */
const every_ms = 150

let nth_traffic = 0

/** Writes texts for as long as work goes on. Answers with those that were accepted, and how many were not: in all, and in a row. */
export const traffic = async (
  talk: Talk,
  work: () => Promise<unknown>
): Promise<{ accepted: string[]; refused: number; in_a_row: number }> => {
  const accepted: string[] = []
  let refused = 0
  let row = 0
  let in_a_row = 0
  let done = false
  const name = `under way ${++nth_traffic}`
  const sending = (async () => {
    for (let nth = 1; !done; nth++) {
      const text = `${name}.${nth}`
      await talk.accept(text).then(
        () => {
          accepted.push(text)
          row = 0
        },
        () => {
          refused++
          in_a_row = Math.max(in_a_row, ++row)
        }
      )
      await pause(every_ms)
    }
  })()
  await work().finally(() => {
    done = true
  })
  await sending
  return { accepted, refused, in_a_row }
}

/** As many as come within a second. */
const refused_max = Math.floor(1_000 / every_ms)

/** Each has its own programs, and those that stood by are gone. */
export const restartUnderTraffic = async (
  { on, talk, note }: Pick<Server, 'on' | 'talk' | 'note'>,
  processes: string
): Promise<void> => {
  const running = async (): Promise<string[]> => (await on(processes)).split('\n')
  const before = await running()
  const { accepted, refused, in_a_row } = await traffic(talk, async () => {
    await on('systemctl restart whatsapp-saas')
    await talk.say('restarted')
  })
  const after = await running()
  assert.equal(after.length, before.length)
  assert.ok(!after.some((one) => before.includes(one)), 'all roles were made anew')
  for (const text of accepted) await talk.arrived(text)
  note(`restart: ${accepted.length} accepted, ${refused} refused, ${in_a_row} in a row`)
  assert.ok(in_a_row <= refused_max, `${in_a_row} refused in a row`)
}

/** A setting that no role can start with: callers notice nothing of the restart that fails. */
export const restartInVain = async ({ on, talk }: Pick<Server, 'on' | 'talk'>): Promise<void> => {
  const settings = '/etc/whatsapp-saas/env/settings.env'
  const { refused } = await traffic(talk, async () => {
    await on(`echo LOG_LEVEL=loud >>${settings}`)
    await assert.rejects(on('systemctl restart whatsapp-saas'))
    await talk.say('as before')
  })
  assert.equal(refused, 0)
  await on(`sed -i /LOG_LEVEL=loud/d ${settings}; systemctl start whatsapp-saas`)
  await talk.say('mended')
}

/** Compose knows of no second gateway but one that is there for good. */
export const restartByCompose = async ({
  on,
  talk,
  note
}: Pick<Server, 'on' | 'talk' | 'note'>): Promise<void> => {
  const standby = (value: string) =>
    on(`cd /opt/whatsapp-saas/gateway; . lib/common.sh
      lib/configure.sh --image "$(compose_setting GATEWAY_IMAGE)" STANDBY=${value}; whatsapp-saas up`)
  const running = () =>
    on('cd /opt/whatsapp-saas/gateway; . lib/common.sh; service_state gateway_standby')
  const firstAnswers = () => on('curl -sf 127.0.0.1:3000/health || true')
  const restart = async (text: string): Promise<number> => {
    const { accepted, refused } = await traffic(talk, async () => {
      await on('cd /opt/whatsapp-saas/gateway; docker-compose restart gateway_api')
      await until('the first gateway', firstAnswers, 60_000)
    })
    await talk.say(text)
    for (const one of accepted) await talk.arrived(one)
    return refused
  }
  const alone = await restart('restarted alone')
  await standby('always')
  await until('the second gateway', async () => (await running()) === 'running', 60_000)
  await until('its health', () => on(`curl -sf 127.0.0.1:3003/health || true`), 60_000)
  const beside = await restart('restarted beside a second one')
  assert.equal(await running(), 'running')
  note(`docker-compose restart gateway_api: ${alone} refused, with STANDBY=always ${beside}`)
  assert.equal(beside, 0)
  await standby('restart')
  assert.equal(await running(), '', 'gone again')
}

export const restarts = async (server: Server): Promise<void> => {
  const { on, chapter, url, talk, note } = server
  await chapter('restarted under traffic it goes on answering', () =>
    restartUnderTraffic(
      server,
      'docker ps -q --filter label=com.docker.compose.service --filter ancestor=$(sed -n s/^GATEWAY_IMAGE=//p /etc/whatsapp-saas/compose.env)'
    )
  )
  await chapter('restarted with what cannot work, it runs on as it was', () =>
    restartInVain(server)
  )
  await chapter(
    'with a second gateway that stays Compose alone restarts the first one and no call is refused',
    () => restartByCompose(server)
  )
  await chapter(
    'stopped and started under traffic it loses nothing that it has accepted',
    async () => {
      const { accepted, refused } = await traffic(talk, async () => {
        for (const what of ['stop', 'start']) await on(`systemctl ${what} whatsapp-saas`)
        await until('health', () => healthy(url), 120_000)
        await talk.say('after stop and start')
      })
      assert.ok(accepted.length > 0)
      for (const text of accepted) await talk.arrived(text)
      note(
        `stop and start: ${accepted.length} texts accepted, all arrived; ${refused} calls refused`
      )
    }
  )
}

/** Takes the place of certbot: notes what it was asked, and gives certificates of its own. */
const certbot = `#!/usr/bin/env bash
set -euo pipefail
live=/etc/letsencrypt/live/wa.example.com
printf '%s\\n' "$*" >>/root/certbot.said
mkdir -p "$live"
openssl req -x509 -newkey rsa:2048 -nodes -days 90 -subj "/CN=wa.example.com/serialNumber=$RANDOM" \\
  -keyout "$live/privkey.pem" -out "$live/fullchain.pem" 2>/dev/null
if [ "$1" = certonly ]; then
  while [ $# -gt 0 ]; do [ "$1" != --deploy-hook ] || printf '%s' "$2" >/root/certbot.hook; shift; done
else
  bash -c "$(cat /root/certbot.hook)"
fi
`

const domain = ({ on, chapter, talk }: Server): Promise<void> =>
  chapter(
    "with a domain nginx serves the certificate of Let's Encrypt, and the next one as soon as it is renewed",
    async () => {
      await on(
        `cat >/usr/local/bin/certbot <<'END'\n${certbot}END\nchmod 755 /usr/local/bin/certbot`
      )
      const steps = (name: string) =>
        on(`set -euo pipefail; cd /opt/whatsapp-saas/gateway; HERE=$PWD
          for one in common certificate setup/options setup/plan setup/proxy; do . lib/$one.sh; done
          DOMAIN=${name} EMAIL=ops@example.com ADDRESS=10.221.0.10; step_certificate; step_proxy`)
      const served = () =>
        on(
          'openssl s_client -connect 127.0.0.1:443 -servername wa.example.com </dev/null 2>/dev/null | openssl x509 -noout -fingerprint'
        )
      const file = () =>
        on(
          'openssl x509 -in /etc/letsencrypt/live/wa.example.com/fullchain.pem -noout -fingerprint'
        )
      const before = await served()
      await steps('wa.example.com')
      const said =
        'certonly --non-interactive --agree-tos --email ops@example.com --webroot --webroot-path /var/www/whatsapp-saas --domain wa.example.com --deploy-hook systemctl reload nginx'
      assert.equal(await on('cat /root/certbot.said'), said)
      assert.notEqual(await served(), before)
      assert.equal(await served(), await file())
      await steps('wa.example.com')
      assert.equal(await on('cat /root/certbot.said'), said, 'there is a certificate already')
      const first = await served()
      await on('certbot renew')
      await until('the new certificate is served', async () => (await served()) !== first)
      assert.equal(await served(), await file())
      await steps("''")
      await on('rm -rf /usr/local/bin/certbot /etc/letsencrypt')
      assert.equal(await served(), before)
      await talk.say('by its address again')
    }
  )

const copies = ({ on, chapter, outside }: Server): Promise<void> =>
  chapter(
    'each backup is in the bucket as well, what is wrong is mailed, and a recovery kit is asked for until it is confirmed',
    async () => {
      const noted = () =>
        on(`cd /opt/whatsapp-saas/gateway; . lib/common.sh
          in_postgres psql -XAtq -d gateway -c "select recovery_kit, backup_at is not null, backup_failed_at is not null, backup_copied_at is not null from operation_notes"`)
      const name = (await on('whatsapp-saas backup')).split('/').at(-1)
      assert.ok((await on('whatsapp-saas restore --list')).split('\n').includes(`s3:${name}`))
      assert.equal(await noted(), 'missing|t|f|t')
      assert.match(await on('whatsapp-saas status'), /nobody has confirmed one/)

      await on('echo "failed|2026-11-28T02:31:00Z" >/var/lib/whatsapp-saas/backup-status')
      for (const look of [1, 2])
        await assert.rejects(on('whatsapp-saas watch'), /the last backup failed/, `look ${look}`)
      assert.equal(await noted(), 'missing|t|t|t')
      const told = outside.mails.filter(({ raw }) => raw.includes('the last backup failed: '))
      assert.deepEqual(
        told.map(({ to }) => to),
        ['ops@example.com']
      )
      assert.match(told[0]?.raw ?? '', /^Subject: deploytest-server: /m)

      await on('age-keygen -o /root/mine.key 2>/dev/null')
      await on('whatsapp-saas recovery-kit /root/kit --recipient "$(age-keygen -y /root/mine.key)"')
      const sheet = await on('age --decrypt --identity /root/mine.key /root/kit')
      const [, code = ''] = /recovery-kit --confirm (\S+)/.exec(sheet) ?? []
      await on(`whatsapp-saas backup; whatsapp-saas recovery-kit --confirm ${code}`)
      assert.equal(await noted(), 'confirmed|t|f|t')
      assert.match(await on('whatsapp-saas doctor'), /ok +the recovery kit is confirmed$/m)
      await on('whatsapp-saas clean')
    }
  )

const twoMachines = ({ on, chapter, url, talk }: Server): Promise<void> =>
  chapter(
    'when another machine has taken over the numbers, this one stops and stays so until it is told that the other one is off',
    async () => {
      await on(
        'cd /opt/whatsapp-saas/gateway; mkdir -p /root/other; STATE_DIR=/root/other bash -c ". lib/common.sh; . lib/remote.sh; take_hold"'
      )
      await assert.rejects(on('whatsapp-saas watch'), /has taken over the numbers of this machine/)
      assert.equal(await on('systemctl is-active whatsapp-saas || true'), 'inactive')
      assert.equal(await on('docker ps -q --filter label=whatsapp-saas.installation'), '')
      await assert.rejects(on('systemctl start whatsapp-saas'))
      assert.match(
        await on('journalctl -u whatsapp-saas -n 20 -o cat'),
        /nothing is started here: .*take-over/
      )
      await assert.rejects(on('whatsapp-saas take-over'), /say so/)
      await on('whatsapp-saas take-over --other-machine-is-off')
      await until('health', () => healthy(url), 120_000)
      await talk.say('taken back')
    }
  )

/** What an operator lives through with a server, chapter by chapter. */
export const operate = async (server: Server): Promise<void> => {
  await restarts(server)
  await domain(server)
  await copies(server)
  await twoMachines(server)
}
