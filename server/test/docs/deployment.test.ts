import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { parse } from 'yaml'
import { fencesOf } from '../../testkit/markdown.ts'

const root = new URL('../../../', import.meta.url)
const read = (file: string): Promise<string> => readFile(new URL(file, root), 'utf8')
const run = promisify(execFile)

const about_servers = [
  'gateway/README.md',
  'gateway/QUICK_START.md',
  'gateway/UBUNTU_DEPLOYMENT.md'
]
const all = [...about_servers, 'README.md', 'docs/scaling.md', 'docs/security.md', 'docs/faq.md']

const textOf = async (documents: string[]): Promise<string> =>
  (await Promise.all(documents.map(read))).join('\n')

/** Lines of code, those that go on with a backslash as one. */
const linesOf = async (documents: string[]): Promise<string[]> =>
  fencesOf(await textOf(documents))
    .map(({ code }) => code.replaceAll('\\\n', ' '))
    .join('\n')
    .split('\n')
    .map((line) => line.replace(/\s+# .*$/, ''))

const flagsOf = (text: string): Set<string> =>
  new Set([...text.matchAll(/(?<![\w-])--[a-z][a-z0-9-]*/g)].map(([flag]) => flag))

const usageOf = async (script: string): Promise<string> =>
  (await run('bash', [script, '--help'], { cwd: new URL('gateway/', root) })).stdout

test('every option of setup that a document names exists, and every one that exists is in a document', async () => {
  const options = flagsOf(await usageOf('setup-ubuntu.sh'))
  const lines = (await linesOf(about_servers)).filter((line) => line.includes('setup-ubuntu.sh'))
  const unknown = [...flagsOf(lines.join('\n'))].filter((flag) => !options.has(flag))
  assert.deepEqual(unknown, [])
  const named = flagsOf(await textOf(about_servers))
  const unnamed = [...options].filter((flag) => flag !== '--help' && !named.has(flag))
  assert.deepEqual(unnamed, [])
})

test('every option of restore and configure that a document names exists', async () => {
  for (const [pattern, script] of [
    [/whatsapp-saas restore|restore\.sh/, 'restore.sh'],
    [/configure\.sh/, 'lib/configure.sh']
  ] as const) {
    const source = await read(`gateway/${script}`)
    const lines = (await linesOf(all)).filter((line) => pattern.test(line))
    assert.ok(lines.length > 0, script)
    for (const flag of flagsOf(lines.join('\n')))
      assert.match(source, new RegExp(`${flag}\\b`), `${script} ${flag}`)
  }
})

test('every command of the operator that a document names exists, and every one that exists is in the README of the kit', async () => {
  const script = await read('gateway/whatsapp-saas')
  const known = new Set(
    [...script.matchAll(/^ {4}([a-z][a-z:| -]*)\)/gm)].flatMap(([, names = '']) =>
      names.split('|').map((name) => name.trim())
    )
  )
  const code = [
    ...(await linesOf(all)),
    ...[...(await textOf(all)).matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span)
  ].join('\n')
  const named = [...code.matchAll(/(?:^|\s)whatsapp-saas ([a-z][a-z:-]*)/gm)].map(
    ([, name = '']) => name
  )
  // `systemctl enable --now whatsapp-saas whatsapp-saas-backup.timer …` names units.
  const unknown = named.filter((name) => !known.has(name) && !name.startsWith('whatsapp-saas'))
  assert.deepEqual(unknown, [])
  const usage = /usage\(\) \{(.*?)^\}/ms.exec(script)?.[1] ?? ''
  const offered = [...usage.matchAll(/^ {2}([a-z][a-z:-]+) (?!<<)/gm)].map(([, name = '']) => name)
  assert.ok(offered.length > 10)
  const text = await read('gateway/README.md')
  assert.deepEqual(
    offered.filter((name) => !text.includes(`whatsapp-saas ${name}`)),
    []
  )
})

test('units of systemd that a document names are in the kit, and all timers are named', async () => {
  const files = await readdir(new URL('gateway/systemd/', root), { recursive: true })
  const units = files.map((file) => file.replace(/^.*\//, ''))
  const text = await textOf(all)
  const named = [...text.matchAll(/whatsapp-saas-[a-z-]+\.(?:timer|service)/g)].map(([one]) => one)
  assert.deepEqual(
    [...new Set(named)].filter((one) => !units.includes(one)),
    []
  )
  const by_hand = await read('gateway/UBUNTU_DEPLOYMENT.md')
  // Renews the certificate of an authority of one's own, which the page is not about.
  const timers = units.filter((one) => one.endsWith('.timer') && !one.includes('certificate'))
  for (const timer of timers) assert.ok(by_hand.includes(timer), timer)
})

test('services and profiles that a document names are in the Compose file', async () => {
  const compose = parse(await read('gateway/docker-compose.yml'), { merge: true }) as {
    services: Record<string, { profiles?: string[] }>
  }
  const lines = await linesOf(all)
  for (const line of lines) {
    const asked = /(?:docker-compose restart|whatsapp-saas logs) ([a-z_]+)$/.exec(line.trim())?.[1]
    if (asked) assert.ok(asked in compose.services, line)
    const profile = /--profile (\S+)/.exec(line)?.[1]
    if (profile)
      assert.ok(
        Object.values(compose.services).some((one) => one.profiles?.includes(profile)),
        line
      )
  }
  const text = await read('gateway/README.md')
  for (const name of Object.keys(compose.services))
    assert.match(text.toLowerCase(), new RegExp(name.replace('_', '[_ ]')), name)
})

test('settings that a document names exist', async () => {
  const settings = await read('.env.example')
  const { stdout: kit } = await run(
    'grep',
    [
      '-rhoE',
      '[A-Z][A-Z0-9]*(_[A-Z0-9]+)+',
      'gateway',
      'package.json',
      'server/test',
      'scripts',
      'Dockerfile'
    ],
    { cwd: root, maxBuffer: 50_000_000 }
  )
  const known = new Set([...kit.split('\n'), ...(settings.match(/[A-Z][A-Z0-9_]+/g) ?? [])])
  const documents = [
    ...all,
    'docs/accounts.md',
    'docs/instances.md',
    'docs/media.md',
    'docs/limits.md'
  ]
  for (const document of documents) {
    const spans = [
      ...(await read(document)).matchAll(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=[^`]*)?`/g)
    ]
    for (const [, name = ''] of spans) assert.ok(known.has(name), `${document}: ${name}`)
  }
})

test('scripts of npm that a document names exist', async () => {
  const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> }
  const { stdout } = await run('git', ['ls-files', '*.md'], { cwd: root })
  for (const document of stdout.trim().split('\n'))
    for (const [, name = ''] of (await read(document)).matchAll(
      /npm run (?:--silent )?([a-z][a-z:-]*)/g
    ))
      assert.ok(
        name in scripts || document.startsWith('sdk/') || document.startsWith('bench/'),
        `${document}: npm run ${name}`
      )
})

test('the files that the page has its reader write are those that setup writes', async () => {
  const written = await run(
    'bash',
    [
      '-c',
      `set -euo pipefail
      CONFIG_DIR=/etc/whatsapp-saas LOG_DIR=/var/log/whatsapp-saas DOMAIN=wa.example.com ADDRESS=
      . lib/setup/proxy.sh
      . lib/setup/protection.sh
      port_of() { printf '%s' "$2"; }
      on_ipv6() { printf '  %s' "$1"; }
      touch() { :; }
      systemctl() { :; }
      write_public() { printf '\\f'; cat; }
      for part in limits http_site https_site; do printf '\\f'; $part; done
      step_protection`
    ],
    { cwd: new URL('gateway/', root) }
  )
  const files = written.stdout.split('\f').slice(1)
  assert.equal(files.length, 7)
  const page = fencesOf(await read('gateway/UBUNTU_DEPLOYMENT.md')).map(({ code }) => code)
  for (const file of files) assert.ok(page.includes(file), file)
})
