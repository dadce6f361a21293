import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { scanSession } from '../../testkit/link.ts'
import { type MailServer, startMailServer } from '../../testkit/mail-server.ts'
import { type PaymentDouble, startPaymentDouble } from '../../testkit/payments/double.ts'
import { type Product, startProduct } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'
import { testMailLinks, testSecondFactor } from './dashboard-account.ts'
import { testAnalyticsPage } from './dashboard-analytics.ts'
import { testTextDirection } from './dashboard-direction.ts'
import {
  expectedTroubles,
  firstLoad,
  keepPicture,
  logIn,
  startReceiver,
  violationsOf,
  watchPage
} from './dashboard-fixture.ts'
import { testGroups } from './dashboard-groups.ts'
import { testLiveChats, testWorkerLog } from './dashboard-live.ts'
import { testPaidByBank, testPaidPlan } from './dashboard-money.ts'
import { testPasskeys } from './dashboard-passkeys.ts'
import { testRoles } from './dashboard-roles.ts'
import { testPalette, testSandbox } from './dashboard-sandbox.ts'
import { testOwnData, testReplacedKey } from './dashboard-settings.ts'
import { testStatuses } from './dashboard-statuses.ts'
import { testTeam } from './dashboard-team.ts'
import { testIncomingWebhooks, testOptOuts, testTemplates } from './dashboard-templates.ts'
import { testKeys, testSendToMany } from './dashboard-work.ts'
import { leaveOutWithoutBrowser, openBrowser } from './fixture.ts'

const ends: (() => unknown)[] = []
after(async () => {
  for (const end of ends.reverse()) await end()
})
const life = { after: (end: () => unknown) => ends.push(end) }
let mails: Promise<MailServer> | undefined
const runningMails = (): Promise<MailServer> => {
  mails ??= startMailServer(life)
  return mails
}
let double: Promise<PaymentDouble> | undefined
const runningDouble = (): Promise<PaymentDouble> => {
  double ??= startPaymentDouble(life, 'stripe')
  return double
}
let started: Promise<Product> | undefined
const start = async (): Promise<Product> => {
  // The product would build it beside the tests, and take pages away that one of them has just opened.
  const script = fileURLToPath(new URL('../../../dashboard/scripts/build.ts', import.meta.url))
  await promisify(execFile)(process.execPath, [script])
  const SMTP_URL = (await runningMails()).url
  const { settings } = await runningDouble()
  const mail = { SMTP_URL, MAIL_FROM: 'gateway@example.com' }
  return startProduct(life, {
    DASHBOARD: 'on',
    // Each story has accounts of its own, and all of them come from one address.
    REGISTRATIONS_PER_ADDRESS_PER_HOUR: '1000',
    ...mail,
    ...settings
  })
}
const runningProduct = (): Promise<Product> => {
  started ??= start()
  return started
}

const password = 'correct horse battery'
const hostile = '<img src=x onerror="globalThis.hit=1">'
const email = 'first@example.com'

const runningBoth = async () => ({ product: await runningProduct(), mails: await runningMails() })
testMailLinks(runningBoth)
testSecondFactor(runningBoth)
testPasskeys(runningProduct)
testRoles(runningProduct)
testTeam(runningBoth)
testSendToMany(runningProduct)
testKeys(runningProduct)
testReplacedKey(runningProduct)
testOwnData(runningProduct)
testSandbox(runningProduct)
testPalette(runningProduct)
testLiveChats(runningProduct)
testGroups(runningProduct)
testStatuses(runningProduct)
testTemplates(runningProduct)
testOptOuts(runningProduct)
testIncomingWebhooks(runningProduct)
testWorkerLog(runningProduct)
testTextDirection(runningProduct)
const runningShop = async () => ({
  product: await runningProduct(),
  double: await runningDouble()
})
testPaidPlan(runningShop)
testPaidByBank(runningShop)

test('from an empty account to a message sent, answered and told to a webhook, by clicks alone', async (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const product = await runningProduct()
  const receiver = await startReceiver(t)
  const { context } = await openBrowser(t, { extension: false })
  const page = await context.newPage()
  const troubles = watchPage(page)
  await until('the dashboard is built', async () => (await fetch(product.url)).ok, 120_000)

  await page.goto(`${product.url}/numbers`)
  await page.getByRole('link', { name: 'Create one' }).click()
  await page.getByLabel('Name').fill(hostile)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Create the account' }).click()
  await page.getByRole('heading', { name: 'Numbers' }).waitFor()
  const cookies = await context.cookies(`${product.url}/dashboard/login`)
  assert.deepEqual(
    cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite]),
    [['gateway_login', true, 'Strict']]
  )
  assert.equal(
    await page
      .evaluate('document.cookie + JSON.stringify(localStorage)')
      .then((kept) => /rt_|eyJ/.test(String(kept))),
    false
  )

  await page.getByRole('link', { name: 'Home' }).click()
  await page.getByRole('heading', { name: 'Home' }).waitFor()
  await page.getByRole('button', { name: 'Link a number' }).click()
  await page.getByLabel('What do you call it?').fill(hostile)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByAltText('QR code to scan with WhatsApp').waitFor()
  const login = await product.call().post('/api/v1/auth/login', { email, password })
  const customer = product.call(login.body.access_token)
  const [session] = (await customer.get('/api/v1/sessions')).body.data
  const phone = await product.simulator.createPhone({})
  const friend = await product.simulator.createPhone({})
  await scanSession(product, customer, session.id, phone.number)
  await page.getByRole('heading', { name: 'Linked' }).waitFor()

  await page.getByLabel('To', { exact: true }).fill(`+${friend.number}`)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText('This step ticks itself').waitFor()
  await product.simulator.say(friend.number, { to: phone.number, text: hostile })
  await page.getByLabel('Address of your webhook').fill(receiver.url)
  await page.getByRole('button', { name: 'Create it and send a test' }).click()
  await page.getByRole('heading', { name: 'All four steps are done' }).waitFor()
  assert.ok(receiver.taken() > 0)

  await page.getByRole('link', { name: 'Chats' }).click()
  await page.getByRole('button', { name: friend.name }).click()
  await page.getByText(hostile).last().waitFor()
  await product.simulator.say(friend.number, { to: phone.number, text: 'without a reload' })
  await page.getByRole('article').getByText('without a reload').waitFor()
  await page.getByLabel('Write a message').fill('an answer')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('article').getByText('an answer').waitFor()
  await page.getByRole('link', { name: 'Messages' }).click()
  await page.getByRole('row').filter({ hasText: 'an answer' }).click()
  await page.getByRole('dialog').getByText('Accepted').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await product.simulator.logout(phone.number)
  await page.getByRole('link', { name: 'Numbers' }).click()
  await page.getByText('Logged out').waitFor()
  assert.equal(await page.evaluate('globalThis.hit'), undefined)
  // A code that was asked for in the moment of the scan is refused.
  assert.deepEqual(expectedTroubles(troubles, [409]), [])
})

testAnalyticsPage(runningProduct, email)

test('a stranger’s page can neither frame the dashboard nor lead a login away from it', async (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const product = await runningProduct()
  await product.register('framed@example.com')
  const { context } = await openBrowser(t, { extension: false })
  const stranger = createServer((_request, answer) =>
    answer.setHeader('content-type', 'text/html').end(`<iframe src="${product.url}/"></iframe>`)
  ).listen(0, '127.0.0.1')
  t.after(() => stranger.close())
  const page = await context.newPage()
  const { port } = stranger.address() as AddressInfo
  await page.goto(`http://127.0.0.1:${port}/`)
  const frame = page.frames().at(-1)
  assert.equal(await frame?.locator('#root').count(), 0)

  await page.goto(`${product.url}/login?next=${encodeURIComponent('//127.0.0.1:1/away')}`)
  await page.locator('input[name=email]').fill('framed@example.com')
  await page.locator('input[name=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.locator('nav').waitFor({ state: 'attached' })
  assert.equal(new URL(page.url()).origin, product.url)
})

const pages = [
  '/verify-email',
  '/forgot-password',
  '/reset-password#token=x',
  '/',
  '/numbers',
  '/chats',
  '/chats/groups',
  '/chats/statuses',
  '/messages',
  '/messages/bulk',
  '/messages/templates',
  '/messages/opt-outs',
  '/analytics',
  '/developers',
  '/developers?tab=webhooks',
  '/developers?tab=incoming',
  '/developers?tab=events',
  '/settings',
  '/settings?tab=security',
  '/settings?tab=plan',
  '/settings?tab=plan&choose=plan',
  '/settings?tab=devices',
  '/settings?tab=branding',
  '/settings?tab=account',
  '/settings?tab=audit'
]

test('every page is sound for axe, in English and Arabic, light and dark, on a desktop and a telephone', async (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const product = await runningProduct()
  const customer = await product.register('pages@example.com')
  await customer.post('/api/v1/sessions', { session_name: hostile })
  await customer.post('/api/v1/webhooks', { url: 'http://127.0.0.1:9/' })
  await customer.post('/api/v1/api-keys', { name: hostile, scopes: ['messages:read'] })
  const { context } = await openBrowser(t, { extension: false })
  const page = await context.newPage()
  const troubles = watchPage(page)
  await logIn(page, product.url, 'pages@example.com')
  // Each value of each of the three meets each value of the others.
  for (const [language, scheme, width] of [
    ['en', 'light', 1280],
    ['ar', 'dark', 1280],
    ['ar', 'light', 390],
    ['en', 'dark', 390],
    // Long words, and another script from the right.
    ['de', 'light', 390],
    ['ru', 'light', 1280],
    ['ur', 'dark', 390]
  ] as const) {
    await page.setViewportSize({ width, height: 844 })
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await page.evaluate(
      `localStorage.setItem('preferences', JSON.stringify({ language: '${language}' }))`
    )
    for (const path of pages) {
      await page.goto(product.url + path)
      await page.locator('h1').waitFor()
      await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
      assert.equal(
        await page.locator('html').getAttribute('dir'),
        ['ar', 'ur'].includes(language) ? 'rtl' : 'ltr'
      )
      const form = `${path} ${language} ${scheme} ${width}`
      const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      assert.ok(Number(wide) <= 0, `${form} is ${wide} pixels wider than the window`)
      const outside = await page.evaluate(
        `[...document.querySelectorAll('header button')].filter((one) => one.getBoundingClientRect().left < 0 || one.getBoundingClientRect().right > innerWidth).length`
      )
      assert.equal(outside, 0, `${form}: buttons of the head are beside the window`)
      // What axe looks at does not change with the words.
      if (['en', 'ar'].includes(language)) assert.deepEqual(await violationsOf(page), [], form)
      await keepPicture(page, `page ${form.replaceAll(/[/?#=]/g, '_')}`)
    }
  }
  assert.equal(await page.evaluate('globalThis.hit'), undefined)
  assert.deepEqual(troubles, [])
})

test('what the first page loads is no more than 240 kB, compressed', (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const dist = new URL('../../../dashboard/dist/', import.meta.url)
  const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
  const bytes = firstLoad(manifest, (file) => readFileSync(new URL(file, dist)))
  t.diagnostic(`${Math.round(bytes / 1000)} kB`)
  assert.ok(bytes <= 240_000, `${bytes} bytes`)
})
