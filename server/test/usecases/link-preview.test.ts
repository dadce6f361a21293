import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { parseNetworks } from '../../src/lib/networks.ts'
import { createResolver } from '../../src/lib/resolve-name.ts'
import { createFetchPreview, readPreview } from '../../src/media/link-preview.ts'
import { harness } from '../../testkit/app.ts'
import { seedConnected } from '../../testkit/seed-session.ts'
import { path, text } from './message-calls.ts'

const page = `<html><head><title>Shop &amp; Caf\u00e9</title>
<meta content='All &quot;we&quot; have' property="og:description"></head>${'x'.repeat(400_000)}`

/** Pages on this machine; answers how often one was asked for. */
const website = async (t: { after(end: () => unknown): void }) => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/page') response.setHeader('content-type', 'text/html').end(page)
    else if (request.url === '/file') response.setHeader('content-type', 'image/png').end(page)
    else if (request.url === '/moved') response.writeHead(302, { location: '/page' }).end()
    else if (request.url === '/inside')
      response.writeHead(302, { location: 'http://127.0.0.2/page' }).end()
    else if (request.url === '/round') response.writeHead(302, { location: '/round' }).end()
    else if (request.url === '/endless') {
      response.setHeader('content-type', 'text/html').write('<title>Endless</title>')
      const more = setInterval(() => response.write('x'.repeat(65_536)), 1)
      response.on('close', () => clearInterval(more))
    } else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.closeAllConnections())
  t.after(() => server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

test('a page says of itself what is shown with a link to it, whatever it answers with', async (t) => {
  const { url, asked } = await website(t)
  const fetchPreview = createFetchPreview(
    parseNetworks('127.0.0.1') ?? [],
    createResolver(),
    'test'
  )
  const shown = { title: 'Shop & Caf\u00e9', description: 'All "we" have' }
  assert.deepEqual(await fetchPreview(`${url}/page`), { url: `${url}/page`, ...shown })
  assert.deepEqual(await fetchPreview(`${url}/moved`), { url: `${url}/moved`, ...shown })
  assert.equal((await fetchPreview(`${url}/endless`))?.title, 'Endless')
  for (const other of ['/file', '/nothing', '/inside', '/round'])
    assert.equal(await fetchPreview(url + other), null, other)
  assert.equal(asked.filter((one) => one === '/round').length, 4, 'redirects have an end')
  const closed = createFetchPreview([], createResolver(), 'test')
  const before = asked.length
  for (const host of [url, url.replace('127.0.0.1', 'localhost')])
    assert.equal(await closed(`${host}/page`), null)
  assert.equal(asked.length, before, 'nobody is led into the network of the gateway')
  assert.equal(readPreview(url, '<meta name="description" content="alone">'), null)
})

test('a text that asks for it is accepted with the preview of its first link, and without one where there is none', async (t) => {
  const { url } = await website(t)
  const app = await harness(t)
  const ada = await app.seed.tenant()
  const session_id = await seedConnected(app, ada)
  const preview = async (body: string, preview_url = true) => {
    const message = { ...text(session_id), text: { body, preview_url } }
    const answer = await app.as(ada).post(path, message)
    assert.equal(answer.statusCode, 202, answer.body)
    return answer.json().text.preview
  }
  assert.equal((await preview(`See (${url}/page), please`))?.url, `${url}/page`)
  assert.equal(await preview(`See ${url}/nothing`), undefined)
  assert.equal(await preview(`See ${url}/page`, false), undefined)
})
