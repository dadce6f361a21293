import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { parse } from 'yaml'
import { call, kit } from './bed.ts'

/** The kit's programs, with a Docker that only notes what it is asked for. */
const noted = async (t: TestContext, script: string): Promise<{ folder: string; said: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-pitr-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const said = await call(
    'bash',
    [
      '-c',
      `set -euo pipefail; . lib/common.sh; mkdir -p "$CONFIG_DIR/env"
      docker() {
        case "$*" in
          'compose version') ;;
          *'--entrypoint sh '*) printf 999:998 ;;
          *'--entrypoint pgbackrest with '*) ;;
          *'--entrypoint pgbackrest bare '*) return 127 ;;
          *Mountpoint*) printf /volume ;;
          *'.Id'*) printf sha256:0123456789abcdef ;;
          *) printf 'docker %s\\n' "$*" ;;
        esac
      }
      chown() { printf 'chown %s\\n' "$*"; }
      install() { printf 'install %s\\n' "$*"; mkdir -p "$CONFIG_DIR/pgbackrest"; }
      set_settings "$CONFIG_DIR/compose.env" INSTALLATION=one "PITR_FOLDER=$CONFIG_DIR/archive"
      ${script}`
    ],
    { env: { CONFIG_DIR: folder, STATE_DIR: folder } }
  )
  return { folder, said: said.replaceAll(folder, 'ETC').replaceAll(kit, 'KIT/') }
}

test('the server in a container gets pgBackRest once, in its own image or one that is made of it', async (t) => {
  const { said } = await noted(t, 'pitr_image with; echo; pitr_image bare')
  assert.equal(said, 'with\nwhatsapp-saas-postgres:0123456789ab')
})

test("pgBackRest runs in the server's container, with what the container sees, and beside it while it is stopped", async (t) => {
  const { folder, said } = await noted(
    t,
    `use_pitr_image image-with-pgbackrest
    write_pitr_config 75 secret
    pgbackrest_of_ours --type=default restore
    cluster_folder`
  )
  const lines = said.split('\n')
  assert.ok(lines.includes('install -d -m 700 -o 999 -g 998 ETC/archive'), said)
  assert.ok(lines.includes('chown root:998 ETC/pgbackrest/whatsapp-saas.conf'), said)
  const beside = lines.find((line) => line.includes('restore')) ?? ''
  assert.match(beside, /-f \S+docker-compose\.yml -f \S+docker-compose\.pitr\.yml run --rm /)
  assert.match(
    beside,
    /--config=\/etc\/pgbackrest\/whatsapp-saas\.conf --stanza=whatsapp-saas --ty/
  )
  assert.equal(lines.at(-1), '/volume/pgdata')
  const config = await readFile(join(folder, 'pgbackrest/whatsapp-saas.conf'), 'utf8')
  for (const line of [
    'repo1-path=/var/lib/pgbackrest',
    'pg1-path=/var/lib/postgresql/data/pgdata',
    'pg1-socket-path=/run/postgresql',
    'pg1-user=wa_admin'
  ])
    assert.ok(config.split('\n').includes(line), line)
  assert.match(
    await readFile(join(folder, 'compose.env'), 'utf8'),
    /^COMPOSE_FILE=docker-compose.yml:docker-compose.pitr.yml$/m
  )
})

test('with the file for the archive Compose changes nothing of the server but its image and two volumes', async (t) => {
  if (spawnSync('docker-compose', ['version']).status !== 0)
    return t.skip('docker-compose is not installed')
  const env = {
    ...{ GATEWAY_IMAGE: 'a', WORKER_IMAGE: 'a', DOCKER_GID: '1', PITR_IMAGE: 'with' },
    ...{ CONFIG_DIR: await mkdtemp(join(tmpdir(), 'gateway-pitr-')), PITR_FOLDER: '/mnt/archive' }
  }
  t.after(() => rm(env.CONFIG_DIR, { recursive: true, force: true }))
  await call(
    'bash',
    [
      '-c',
      'mkdir "$CONFIG_DIR/env"; for one in settings gateway_api session_auth orchestrator delivery migrate roles postgres redis grafana; do touch "$CONFIG_DIR/env/$one.env"; done'
    ],
    { env }
  )
  const serverOf = async (...files: string[]) => {
    const text = await call(
      'docker-compose',
      [...files.flatMap((file) => ['-f', file]), 'config'],
      { env }
    )
    const { image, volumes, networks, ...rest } = parse(text).services.postgres
    return {
      image,
      volumes: volumes.map((one: string) => one.split(':')[1]),
      rest,
      networks: Object.keys(networks)
    }
  }
  const before = await serverOf('docker-compose.yml')
  const after = await serverOf('docker-compose.yml', 'docker-compose.pitr.yml')
  assert.equal(after.image, 'with')
  assert.deepEqual(
    after.volumes.sort(),
    [...before.volumes, ...['/etc/pgbackrest', '/var/lib/pgbackrest']].sort()
  )
  assert.deepEqual(after.rest, before.rest)
  assert.deepEqual(after.networks, before.networks)
})
