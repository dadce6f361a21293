import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { connectSimulator, scanCodes, spawnSimulator } from '../src/client.ts'
import { SEASONS } from '../src/season.ts'
import { closeCode, connectClient, nextQr, simulatorFor } from './harness.ts'

const browser = {
  'sec-fetch-site': 'none',
  'user-agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0'
}

test('the website tells the newest build to a browser that opens it by itself, and to nobody else', async (t) => {
  const simulator = await simulatorFor(t, { autumn: true })
  const told = `"client_revision":${SEASONS.autumn.build_now}`
  for (const path of ['/', '/sw.js']) {
    const page = await fetch(simulator.web_url + path, { headers: browser })
    assert.ok((await page.text()).replaceAll('\\', '').includes(told), path)
    const other = await fetch(simulator.web_url + path)
    assert.ok(!(await other.text()).includes('client_revision'), path)
  }
  assert.equal((await fetch(`${simulator.web_url}/other`, { headers: browser })).status, 404)
  assert.equal((await simulator.client.stats()).website_visits, 4)
})

test('in the autumn the build that Baileys brings along is refused, and traits can be set one by one', async (t) => {
  const simulator = await simulatorFor(t, { autumn: true })
  assert.equal(await closeCode(connectClient(t, simulator)), 405)
  const season = await simulator.client.setSeason({ build_min: 0 })
  assert.deepEqual(season, { ...SEASONS.autumn, build_min: 0 })
  const phone = await simulator.client.createPhone()
  const client = connectClient(t, simulator)
  // Baileys does not acknowledge what comes before it has an account, nor show the code anew.
  await simulator.client.setSeason({ code_refresh: 'none' })
  await simulator.client.scan(phone.number, await nextQr(client))
  assert.deepEqual(await simulator.client.setSeason({ season: 'spring' }), SEASONS.spring)
})

test('started alone it is in the autumn, for a program that says nothing in the spring', async (t) => {
  const simulator = await spawnSimulator()
  t.after(() => simulator.stop())
  assert.deepEqual(await simulator.client.setSeason({}), SEASONS.spring)
  const alone = spawn(process.execPath, [new URL('../src/main.ts', import.meta.url).pathname], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  t.after(async () => {
    alone.kill()
    await once(alone, 'exit')
  })
  const [line] = (await once(createInterface({ input: alone.stdout }), 'line')) as [string]
  const client = connectSimulator(JSON.parse(line).control_url)
  assert.deepEqual(await client.setSeason({}), SEASONS.autumn)
})

test('a camera scans the next code where WhatsApp wants a fresh one, and gives up on one that is never taken', async () => {
  const scanned: string[] = []
  const scan = async (_number: string, qr: string) => {
    scanned.push(qr)
    if (qr !== 'b') throw new Error('The code has changed. Scan it again.')
    return { jid: 'x', device: 1 }
  }
  await scanCodes({ scan }, '1', async (before) => (before === null ? 'a' : 'b'))
  assert.deepEqual(scanned, ['a', 'b'])
  await assert.rejects(
    scanCodes({ scan }, '1', async () => 'a'),
    /Scan it again/
  )
  assert.equal(scanned.length, 5)
})
