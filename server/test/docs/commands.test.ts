import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, type TestContext, test } from 'node:test'
import { freePort } from '../../testkit/free-port.ts'
import { scanSession } from '../../testkit/link.ts'
import { type Fence, fencesOf } from '../../testkit/markdown.ts'
import { type Product, startProduct } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'

/** One after the other in one shell: the second goes on where the first ends. */
const pages = ['gateway/QUICK_START.md', 'docs/api-guide.md']
/** Documents whose commands are all run, or say why not. */
const held = ['README.md', ...pages, 'docs/scaling.md', 'docs/security.md', 'docs/faq.md']
const shown = new Set(['sh', 'js', 'python', 'php'])
const root = new URL('../../../', import.meta.url)

type Block = Fence & { document: string }

const blocksOf = async (documents: string[]): Promise<Block[]> => {
  const all: Block[] = []
  for (const document of documents) {
    const text = await readFile(new URL(document, root), 'utf8')
    all.push(...fencesOf(text).map((fence) => ({ ...fence, document })))
  }
  return all.filter(({ language }) => shown.has(language))
}

const placeOf = ({ document, line }: Block): string => `${document}:${line}`
const isThere = (program: string): boolean =>
  spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0
const missing = ['curl', 'jq', 'python3', 'php'].filter((program) => !isThere(program))

/** Whether a block of a shell needs a program that this machine lacks. */
const lacks = ({ code }: Block): boolean =>
  missing.some((name) => new RegExp(`^[^#\n]*\\b${name} `, 'm').test(code))

const ends: (() => unknown)[] = []
after(async () => {
  for (const end of ends.reverse()) await end()
})
const life = { after: (end: () => unknown) => ends.push(end) }

/** One address for both services, as nginx makes it. */
const startProxy = async (product: Product): Promise<string> => {
  const server = createServer((incoming, answer) => {
    const target = incoming.url?.startsWith('/session/') ? product.auth_url : product.url
    const { method, headers } = incoming
    const outgoing = request(`${target}${incoming.url}`, { method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(answer)
    })
    outgoing.on('error', () => answer.destroy())
    answer.on('close', () => outgoing.destroy())
    incoming.pipe(outgoing)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  life.after(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

type Bed = { product: Product; url: string }
let started: Promise<Bed> | undefined
const runningBed = (): Promise<Bed> => {
  started ??= startProduct(life).then(async (product) => ({
    product,
    url: await startProxy(product)
  }))
  return started
}

type Page = { script: string; folder: string; email: string; password: string; to: string }

/** Runs a page in a shell. Meanwhile a phone scans what the page has its reader fetch, as the simulator takes it: as text. */
const follow = async (t: TestContext, page: Page): Promise<void> => {
  const { product, url } = await runningBed()
  const phone = await product.simulator.createPhone({})
  // The pages are about a server with TLS, and about the ports of the defaults.
  const script = page.script
    .replaceAll('https://localhost', url)
    .replaceAll('http://127.0.0.1:3000', url)
  const shell = spawn('bash', ['-c', `set -euo pipefail\n${script}`], {
    cwd: page.folder,
    timeout: 240_000,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
      HOME: page.folder,
      TO: page.to,
      PORT: String(await freePort())
    }
  })
  t.after(() => shell.kill())
  let said = ''
  for (const stream of [shell.stdout, shell.stderr])
    stream.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-20_000)
      if (process.env['SHOW_COMMANDS']) process.stderr.write(chunk)
    })
  const ended = once(shell, 'exit')
  const runs = (): void => assert.equal(shell.exitCode, null, said)
  const reader = await until('the user of the page is there', async () => {
    runs()
    const { email, password } = page
    const { status, body } = await product.call().post('/api/v1/auth/login', { email, password })
    return status === 200 && product.call(body.access_token)
  })
  const id = await until('the session of the page is there', async () => {
    runs()
    return (await reader.get('/api/v1/sessions')).body.data?.[0]?.id as string | undefined
  })
  // No earlier than its reader could.
  await until('the picture is there', () => {
    runs()
    return stat(join(page.folder, 'qr.png')).then(
      ({ size }) => size > 0,
      () => false
    )
  })
  await scanSession(product, reader, id, phone.number)
  const [code] = await ended
  assert.equal(code, 0, said)
}

const folderFor = async (t: TestContext): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-commands-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Files that a page has its reader save: their first line says how they are called. */
const saveFiles = async (folder: string, blocks: Block[]): Promise<void> => {
  for (const block of blocks) {
    const [first = ''] = block.code.split('\n')
    const name = /^(?:<\?php )?(?:\/\/|#) (\w+\.(?:mjs|py|php))$/.exec(first)?.[1]
    assert.ok(name, `${placeOf(block)} does not say as what it is saved`)
    await writeFile(join(folder, name), block.code)
  }
}

const scriptOf = (blocks: Block[]): string =>
  blocks
    .filter((block) => block.language === 'sh' && !lacks(block))
    .map((block) => `echo "── ${placeOf(block)}" >&2\n${block.code}`)
    .join('\n')

const leaveOut = (t: TestContext): boolean => {
  for (const program of missing) t.diagnostic(`left out: ${program} is not installed`)
  if (!missing.includes('curl') && !missing.includes('jq')) return false
  t.skip('curl and jq are needed')
  return true
}

test('every command of the quick start and the API guide does what the page says', async (t) => {
  if (leaveOut(t)) return
  const blocks = (await blocksOf(pages)).filter(({ not_run }) => not_run === null)
  const folder = await folderFor(t)
  await saveFiles(
    folder,
    blocks.filter(({ language }) => language !== 'sh')
  )
  const { product } = await runningBed()
  const friend = await product.simulator.createPhone({ name: 'Recipient' })
  await follow(t, {
    script: scriptOf(blocks),
    folder,
    email: 'grace@example.com',
    password: 'a compiler of one',
    to: friend.number
  })
  const greetings = { 'the quick start': '', 'Node.js': '', Python: 'python3', PHP: 'php' }
  for (const [greeting, program] of Object.entries(greetings))
    if (!missing.includes(program))
      await product.simulator.waitReceived(friend.number, {
        text: `Hello from ${greeting}`,
        timeout_ms: 30_000
      })
})

test('the first five calls of the README lead to a message on the phone, and so does its file', async (t) => {
  if (leaveOut(t)) return
  const blocks = (await blocksOf(['README.md'])).filter(({ not_run }) => not_run === null)
  const { product } = await runningBed()
  const friend = await product.simulator.createPhone({ name: 'Recipient' })
  const folder = await folderFor(t)
  const picture = new URL('extension/icon-128.png', root)
  await writeFile(join(folder, 'photo.jpg'), await readFile(picture))
  // A reader waits for the code and for the phone, and asks again until then.
  const patient = `curl() {
    for try in $(seq 120); do
      if command curl --fail-with-body "$@" >answer; then cat answer; return; fi
      sleep 0.5
    done
    cat answer >&2
    return 1
  }\n`
  await follow(t, {
    script: `${patient}${scriptOf(blocks)}`.replaceAll('+20 100 123 4567', friend.number),
    folder,
    email: 'you@example.com',
    password: 'a long password',
    to: friend.number
  })
  await product.simulator.waitReceived(friend.number, { text: 'Hello', timeout_ms: 30_000 })
})

test('a block that no test runs says why, and there are no others than these', async (t) => {
  const left_out = (await blocksOf(held)).filter(({ not_run }) => not_run !== null)
  for (const block of left_out) t.diagnostic(`not run: ${placeOf(block)}: ${block.not_run}`)
  assert.equal(left_out.length, 4)
  const ran = new Set([...pages, 'README.md'])
  const unsaid = (await blocksOf(held)).filter(
    ({ document, not_run }) => !ran.has(document) && not_run === null
  )
  assert.deepEqual(unsaid.map(placeOf), [])
})

test('every part of the API that customers use has a command, in the quick start or in a document of its own', async () => {
  const api = JSON.parse(await readFile(new URL('docs/openapi.json', root), 'utf8')) as {
    paths: Record<string, object>
  }
  const own = (await readdir(new URL('docs/', root))).filter((name) => name.endsWith('.md'))
  const texts = [...pages, ...own.map((name) => `docs/${name}`)].map((file) =>
    readFile(new URL(file, root), 'utf8')
  )
  const code = (await Promise.all(texts)).flatMap(fencesOf).map((fence) => fence.code)
  const nouns = new Set(
    Object.keys(api.paths)
      // Administrators, and providers of payments, are no customers.
      .filter((path) => /^\/api\/v1\/(?!admin\/|payments\/)/.test(path))
      .map((path) => path.split('/')[3] ?? '')
  )
  const left_out = [...nouns].filter(
    (noun) => !new RegExp(`\\$api/${noun}\\b`, 'i').test(code.join('\n'))
  )
  assert.deepEqual(left_out, [])
})
