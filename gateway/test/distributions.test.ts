import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { call } from './bed.ts'

type System = {
  release: string
  /** What of its packages setup looks at. */
  postgres: number
  docker_cli?: true
  compose_v2?: true
}

const ubuntu = (version: string, name: string): string =>
  `PRETTY_NAME="Ubuntu ${version} LTS"\nNAME="Ubuntu"\nVERSION_ID="${version}"\nVERSION_CODENAME=${name}\nID=ubuntu\nID_LIKE=debian\n`
const debian = (version: number, name: string): string =>
  `PRETTY_NAME="Debian GNU/Linux ${version} (${name})"\nNAME="Debian GNU/Linux"\nVERSION_ID="${version}"\nVERSION_CODENAME=${name}\nID=debian\n`

const systems: Record<string, System> = {
  'Ubuntu 22.04': { release: ubuntu('22.04', 'jammy'), postgres: 14, compose_v2: true },
  'Ubuntu 24.04': { release: ubuntu('24.04', 'noble'), postgres: 16, compose_v2: true },
  'Ubuntu 26.04': { release: ubuntu('26.04', 'resolute'), postgres: 18, compose_v2: true },
  'Debian 12': { release: debian(12, 'bookworm'), postgres: 15 },
  'Debian 13': { release: debian(13, 'trixie'), postgres: 17, docker_cli: true }
}

/** The packages that setup asks of a bare machine, or why it refuses it. */
const packagesOn = async (
  t: TestContext,
  system: System,
  ...words: string[]
): Promise<string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-system-'))
  t.after(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'os-release'), system.release)
  const script = `set -euo pipefail
    . lib/common.sh; for one in options plan packages; do . lib/setup/$one.sh; done
    command() { return 1; }
    docker() { return 127; }
    docker-compose() { return 127; }
    apt-cache() {
      case "$*" in
        'policy postgresql') printf 'postgresql:\\n  Installed: (none)\\n  Candidate: ${system.postgres}+1\\n' ;;
        'depends docker.io') printf 'docker.io\\n  Depends: runc\\n${system.docker_cli ? '  Recommends: docker-cli\\n' : ''}' ;;
        'show docker-compose-v2') ${system.compose_v2 ?? false} ;;
        *) exit 9 ;;
      esac
    }
    read_options "$@"; judge_distribution; judge_postgres; wanted_packages`
  const said = await call('bash', ['-c', script, 'bash', ...words], {
    env: { CONFIG_DIR: folder, STATE_DIR: folder, OS_RELEASE: join(folder, 'os-release') }
  })
  return said.split(/\s+/)
}

test('on each system that it knows setup asks for the packages that this system has', async (t) => {
  const engines: Record<string, string> = {}
  for (const [name, system] of Object.entries(systems)) {
    const packages = await packagesOn(t, system)
    for (const one of ['nginx', 'ufw', 'fail2ban', 'age']) assert.ok(packages.includes(one), name)
    assert.ok(!packages.includes('certbot'), name)
    engines[name] = packages.filter((one) => one.startsWith('docker')).join(' ')
    const words = ['--domain', 'wa.example.com', '--email', 'you@example.com']
    assert.ok((await packagesOn(t, system, ...words)).includes('certbot'), name)
  }
  assert.deepEqual(engines, {
    'Ubuntu 22.04': 'docker.io docker-compose-v2',
    'Ubuntu 24.04': 'docker.io docker-compose-v2',
    'Ubuntu 26.04': 'docker.io docker-compose-v2',
    'Debian 12': 'docker.io docker-compose',
    'Debian 13': 'docker.io docker-cli docker-compose'
  })
})

test('without Docker PostgreSQL of the distribution is taken where it is new enough, and refused where it is not', async (t) => {
  for (const [name, system] of Object.entries(systems)) {
    const packages = packagesOn(t, system, '--no-docker')
    if (system.postgres < 15)
      await assert.rejects(
        packages,
        /--no-docker needs PostgreSQL 15 or newer, and this distribution has PostgreSQL 14\..*Nothing was changed/
      )
    else {
      const asked = await packages
      assert.ok(asked.includes('postgresql') && asked.includes('npm'), name)
      assert.ok(!asked.some((one) => one.startsWith('docker')), name)
    }
    // Another server does on each of them.
    const url = 'postgresql://a:b@10.0.0.5/gateway'
    const elsewhere = await packagesOn(t, system, '--no-docker', '--external-postgres', url)
    assert.ok(elsewhere.includes('postgresql-client') && !elsewhere.includes('postgresql'), name)
  }
})

test('other systems are refused by their name, with a way that they have', async (t) => {
  const others = {
    'ubuntu 20.04': ubuntu('20.04', 'focal'),
    'ubuntu 25.04': ubuntu('25.04', 'plucky'),
    'debian 11': debian(11, 'bullseye'),
    'fedora 43': 'NAME="Fedora Linux"\nID=fedora\nVERSION_ID=43\n',
    'arch ': 'NAME="Arch Linux"\nID=arch\nBUILD_ID=rolling\n'
  }
  for (const [name, release] of Object.entries(others))
    await assert.rejects(packagesOn(t, { release, postgres: 17 }), (error: Error) => {
      assert.ok(error.message.includes(`this is ${name}.`), error.message)
      assert.match(error.message, /Ubuntu 22\.04, 24\.04 and 26\.04, and Debian 12 and 13/)
      assert.match(error.message, /UBUNTU_DEPLOYMENT\.md tells the steps for others/)
      return true
    })
})
