import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { scanSession } from '../../testkit/link.ts'
import { type Caller, type Product, startProduct } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'
import {
  expectedTroubles,
  keepPicture,
  logIn,
  speakArabic,
  violationsOf,
  watchPage
} from './dashboard-fixture.ts'
import { leaveOutWithoutBrowser, openBrowser } from './fixture.ts'

const ends: (() => unknown)[] = []
after(async () => {
  for (const end of ends.reverse()) await end()
})
let started: Promise<Product> | undefined
const running = (): Promise<Product> => {
  started ??= startProduct({ after: (end) => ends.push(end) }, { DASHBOARD: 'on' })
  return started
}

const hostile = '<img src=x onerror="globalThis.hit=1">'
const plain = { name: 'Shop of Mona', color: '#ffd166', embed_origins: [] as string[] }

/** A session that shows a code, and the address of a link to it. */
const linkOf = async (product: Product, customer: Caller) => {
  const { body: session } = await customer.post('/api/v1/sessions', { session_name: 'linked' })
  await customer.post(`/api/v1/sessions/${session.id}/start`)
  const { body } = await customer.post(`/api/v1/sessions/${session.id}/link-token`, {})
  return { session, address: `${product.auth_url}${body.path}` }
}

const code_alt = { en: 'QR code to scan with WhatsApp', ar: 'رمز QR لمسحه بواسطة واتساب' }

test('the linking page carries the brand, is sound for axe in each form, and takes no script from a name', async (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const product = await running()
  const customer = await product.register()
  const { address, session } = await linkOf(product, customer)
  const { context } = await openBrowser(t, { extension: false })
  const page = await context.newPage()
  const troubles = watchPage(page)
  const colors = ['#ffd166', '#0b1020', '#ffffff', '#7a7a7a']
  const forms = [
    ['en', 'light', 1100],
    ['ar', 'light', 1100],
    ['en', 'dark', 390],
    ['ar', 'dark', 390]
  ] as const
  for (const [nth, [language, scheme, width]] of forms.entries()) {
    const name = nth % 2 ? 'متجر منى' : `Shop of Mona ${hostile}`
    await customer.put('/api/v1/account/branding', { ...plain, name, color: colors[nth] })
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await page.goto(`${address}?lang=${language}`)
    await page.getByAltText(code_alt[language]).waitFor()
    await page.getByText(name).first().waitFor()
    assert.deepEqual(await violationsOf(page), [], `${language} ${scheme}`)
    const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    assert.ok(Number(wide) <= 0, `${language} ${scheme} is too wide`)
    await keepPicture(page, `linking ${language} ${scheme}`)
    await page.locator('label:has(input[value=code])').click()
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, `linking by code ${language} ${scheme}`)
  }
  assert.equal(await page.evaluate('globalThis.hit'), undefined)
  await page.getByRole('combobox').selectOption('en')
  await page.getByRole('heading', { name: 'Link WhatsApp' }).waitFor()

  const phone = await product.simulator.createPhone({})
  const done = page.getByText('The number is linked. You may close this page.')
  await scanSession(product, customer, session.id, phone.number)
  await done.waitFor()
  assert.deepEqual(await violationsOf(page), [])
  await keepPicture(page, 'linking done')
  // The calls of a link that has done its work are refused.
  assert.deepEqual(expectedTroubles(troubles, [403, 409]), [])
  await page.goto(address)
  await page.getByRole('heading', { name: 'This link has ended' }).waitFor()
  assert.deepEqual(await violationsOf(page), [])
  await keepPicture(page, 'linking ended')
})

test('whoever has the page open on the phone types a code instead', async (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const product = await running()
  const { address } = await linkOf(product, await product.register())
  const { context } = await openBrowser(t, { extension: false })
  const page = await context.newPage()
  await page.goto(address)
  await page.getByAltText(code_alt.en).waitFor()
  await page.locator('label:has(input[value=code])').click()
  await page.getByLabel('Number of the phone').fill('12')
  await page.getByRole('button', { name: 'Get a code' }).click()
  await page.getByRole('alert').getByText('This is not a phone number').waitFor()
  const { number } = await product.simulator.createPhone({})
  await page.getByLabel('Number of the phone').fill(`+${number}`)
  await page.getByRole('button', { name: 'Get a code' }).click()
  await page.getByText('Type this code on the phone:').waitFor()
  const shown = await page.locator('#pairing-code').innerText()
  assert.match(shown, /^[A-Z0-9]{4}-[A-Z0-9]{4}$/)
  await keepPicture(page, 'linking pairing code')
  await product.simulator.enterCode(number, shown.replace('-', ''))
  await page.getByText('The number is linked. You may close this page.').waitFor()
})

/** A site of a customer that shows a page in a frame, and notes what the frame tells it. */
const startSite = async (t: { after(end: () => unknown): void }, address: string) => {
  const html = `<!doctype html><iframe src="${address}" width="600" height="800"></iframe>
    <script>addEventListener('message', (event) => { globalThis.told = event.data.type })</script>`
  const server = createServer((_request, answer) =>
    answer.setHeader('content-type', 'text/html').end(html)
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const framed = (page: Page) => page.frames().at(-1)

test('a site that the branding names may embed the page and is told of the end; another may not', async (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const product = await running()
  const customer = await product.register()
  const { address, session } = await linkOf(product, customer)
  const site = await startSite(t, address)
  const { context } = await openBrowser(t, { extension: false })
  const page = await context.newPage()
  await page.goto(site)
  await until('the frame is refused', () => framed(page)?.url().startsWith('chrome-error:'))
  await customer.put('/api/v1/account/branding', { ...plain, embed_origins: [site] })
  await page.goto(site)
  await page.frameLocator('iframe').getByAltText(code_alt.en).waitFor()
  const phone = await product.simulator.createPhone({})
  await scanSession(product, customer, session.id, phone.number)
  await page.frameLocator('iframe').getByText('The number is linked.').waitFor()
  await until(
    'the site is told',
    async () => (await page.evaluate('globalThis.told')) === 'whatsapp-linked'
  )
})

test('the branding is set on a page that shows what will become of it', async (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const product = await running()
  const customer = await product.register('brand@example.com')
  const { context } = await openBrowser(t, { extension: false })
  const page = await context.newPage()
  await until('the dashboard is built', async () => (await fetch(product.url)).ok, 120_000)
  await logIn(page, product.url, 'brand@example.com')
  await page.goto(`${product.url}/settings?tab=branding`)
  await page.getByLabel('Name').fill(hostile)
  await page.getByLabel('Colour').fill('#ffd166')
  const logo = await sharp({
    create: { width: 300, height: 90, channels: 3, background: '#b3261e' }
  })
    .png()
    .toBuffer()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: logo })
  const preview = page.getByRole('region', { name: 'Preview' })
  await preview.getByText(hostile).waitFor()
  await preview.locator('img').waitFor()
  await page.getByLabel('Sites that may embed it').fill('https://a.example\nhttp://b.example/x')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/^2: Must be the origin/).waitFor()
  await page.getByLabel('Sites that may embed it').fill('https://a.example')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved').waitFor()
  assert.deepEqual(await violationsOf(page), [])
  await keepPicture(page, 'branding en light')
  const { body } = await customer.get('/api/v1/account/branding')
  assert.deepEqual(
    [body.name, body.color, body.embed_origins, body.logo.slice(0, 22)],
    [hostile, '#ffd166', ['https://a.example'], 'data:image/png;base64,']
  )
  await speakArabic(page)
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await page.reload()
  await page.getByLabel('اللون').waitFor()
  assert.deepEqual(await violationsOf(page), [])
  await keepPicture(page, 'branding ar dark')
  assert.equal(await page.evaluate('globalThis.hit'), undefined)
})
