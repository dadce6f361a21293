import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type Product, startProduct } from '../../testkit/product.ts'
import { expectedTroubles, violationsOf, watchPage } from './dashboard-fixture.ts'
import { leaveOutWithoutBrowser, openBrowser } from './fixture.ts'

const ends: (() => unknown)[] = []
after(async () => {
  for (const end of ends.reverse()) await end()
})
let started: Promise<Product> | undefined
const runningProduct = (): Promise<Product> => {
  started ??= startProduct({ after: (end) => ends.push(end) })
  return started
}

const sizes = { desktop: { width: 1280, height: 900 }, telephone: { width: 390, height: 844 } }
const looked_at = ['', '/quick-start', '/faq', '/search?q=session']

/** DOCS_SCREENSHOTS names a folder: people look at the pages there. */
const keepPicture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['DOCS_SCREENSHOTS']
  if (!folder) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png` })
}

const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth'
  )

test('every page can be read in both languages, by light and dark, on a desktop and a telephone', async (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const { url } = await runningProduct()
  const { context } = await openBrowser(t, { extension: false })
  const page = await context.newPage()
  const troubles = watchPage(page)
  for (const [size, viewport] of Object.entries(sizes))
    for (const scheme of ['light', 'dark'] as const)
      for (const language of ['en', 'ar'])
        for (const place of looked_at) {
          const where = `${language}${place} ${scheme} ${size}`
          await page.setViewportSize(viewport)
          await page.emulateMedia({ colorScheme: scheme })
          await page.goto(`${url}/docs/${language}${place}`)
          await page.locator('h1').waitFor()
          await keepPicture(page, where.replaceAll(/[^a-z]+/g, '-'))
          assert.deepEqual(await violationsOf(page), [], where)
          assert.ok((await overflow(page)) <= 0, `${where} is wider than the window`)
        }
  assert.deepEqual(troubles, [])
})

test('code is copied, words are found while one types, and the theme stays', async (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const { url } = await runningProduct()
  const { context } = await openBrowser(t, { extension: false })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url })
  const page = await context.newPage()
  const troubles = watchPage(page)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto(`${url}/docs`)
  await page.getByRole('main').getByRole('link', { name: 'Quick start' }).click()
  await page.getByRole('button', { name: 'Copy' }).first().click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  assert.match(
    await page.evaluate<string>('navigator.clipboard.readText()'),
    /^sudo gateway\/setup-ubuntu\.sh/
  )
  await page.keyboard.press('/')
  await page.keyboard.type('idempotency')
  const found = page.getByRole('region', { name: 'Found' })
  await found.getByRole('link', { name: 'API guide › Repeated calls' }).click()
  await page.waitForURL('**/docs/en/api-guide#repeated-calls')
  await page.getByRole('heading', { name: 'Repeated calls' }).waitFor()

  await page.getByRole('button', { name: 'Switch between light and dark' }).click()
  await page.getByRole('banner').getByRole('link', { name: 'العربية' }).click()
  await page.waitForURL(/\/docs\/ar/)
  assert.equal(await page.evaluate('document.documentElement.dataset.theme'), 'dark')
  assert.equal(await page.evaluate('document.documentElement.dir'), 'rtl')

  await page.goto(`${url}/docs/en/nothing-of-this-name`)
  await page.getByRole('link', { name: 'All documents' }).click()
  await page.getByRole('heading', { name: 'Documentation' }).waitFor()
  assert.deepEqual(expectedTroubles(troubles, [404]), [])
})

test('on a telephone the menu opens and closes, by touch and by keys', async (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const { url } = await runningProduct()
  const { context } = await openBrowser(t, { extension: false })
  const page = await context.newPage()
  await page.setViewportSize(sizes.telephone)
  await page.goto(`${url}/docs/en/faq`)
  const menu = page.getByRole('button', { name: 'Menu' })
  const list = page.getByRole('navigation', { name: 'Documents' })
  assert.equal(await list.isVisible(), false)
  await menu.click()
  await list.waitFor()
  // The first of it, below the bar.
  const [bar, first] = await Promise.all(
    [page.getByRole('banner'), list.getByRole('heading').first()].map((one) => one.boundingBox())
  )
  assert.ok((first?.y ?? 0) >= (bar?.height ?? 0), 'the menu begins behind the bar')
  await keepPicture(page, 'menu-telephone')
  assert.deepEqual(await violationsOf(page), [])
  await page.keyboard.press('Escape')
  await list.waitFor({ state: 'hidden' })
  await menu.click()
  await list.getByRole('link', { name: 'Growing' }).click()
  await page.getByRole('heading', { level: 1, name: 'Growing' }).waitFor()
  assert.equal(await list.isVisible(), false)
})
