import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Caller } from '../../testkit/caller.ts'
import { linkSession } from '../../testkit/link.ts'
import type { Product } from '../../testkit/product.ts'
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

const place = 'status@broadcast'
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
)

/** Writes a status for one person alone. */
const postTo = async (page: Page, number: string): Promise<void> => {
  await page.getByRole('button', { name: 'Post a status' }).click()
  const sheet = page.getByRole('dialog', { name: 'Post a status' })
  await sheet.getByLabel('Text').fill('Open until ten tonight.')
  await sheet.getByLabel('Who may see it').selectOption('only')
  await sheet.getByLabel('Numbers').fill('nobody')
  await sheet.getByRole('button', { name: 'Post a status' }).click()
  await sheet.locator('textarea[name=people][aria-invalid=true]').waitFor()
  await sheet.getByLabel('Numbers').fill(`+${number}`)
  assert.deepEqual(await violationsOf(page), [])
  await keepPicture(page, 'post status en')
  await sheet.getByRole('button', { name: 'Post a status' }).click()
  await sheet.waitFor({ state: 'detached' })
}

const postPicture = async (page: Page, number: string): Promise<void> => {
  await page.getByRole('button', { name: 'Post a status' }).click()
  const sheet = page.getByRole('dialog', { name: 'Post a status' })
  const file = sheet.locator('input[type=file]')
  await file.setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: picture })
  await sheet.getByText('This file can be no status.').waitFor()
  await file.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: picture })
  await sheet.getByText('a.png').waitFor()
  await sheet.getByLabel('Text').fill('The new colours.')
  await sheet.getByLabel('Who may see it').selectOption('only')
  await sheet.getByLabel('Numbers').fill(`+${number}`)
  await sheet.getByRole('button', { name: 'Post a status' }).click()
  await sheet.waitFor({ state: 'detached' })
  await page.getByRole('row').filter({ hasText: 'The new colours.' }).getByText('Sent').waitFor()
}

type Others = Pick<Product, 'simulator'> & { customer: Caller; from: string; own: string }

/** Keeps the statuses of others, sees one, and tells so. */
const seeOthers = async (page: Page, { simulator, customer, from, own }: Others): Promise<void> => {
  await page.getByRole('tab', { name: 'Of others' }).click()
  await page.getByRole('heading', { name: 'No status yet' }).waitFor()
  await page.getByRole('switch', { name: 'Keep the statuses of others' }).click()
  await until('they are kept', async () => {
    const { body } = await customer.get('/api/v1/sessions')
    return body.data[0].statuses.received
  })
  const said = { to: place, people: [own], text: 'On holiday until Monday.' }
  const { ids } = await simulator.say(from, said)
  const card = page.getByRole('article').filter({ hasText: said.text })
  await card.getByRole('button', { name: 'Tell that you have seen it' }).click()
  await card.getByText('Seen', { exact: true }).waitFor()
  await until('the author knows', async () =>
    JSON.stringify(await simulator.sentStatus(from, ids[0] ?? '')).includes('"read":true')
  )
  assert.deepEqual(await violationsOf(page), [])
  await keepPicture(page, 'statuses of others en')
}

/** A status from its first word to the day it is taken away, and one of somebody else. */
export const testStatuses = (running: () => Promise<Product>): void => {
  test('a status is posted, seen and taken away, and one of somebody else is seen', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const product = await running()
    const { simulator } = product
    const email = 'statuses@example.com'
    const customer = await product.register(email)
    const { phone } = await linkSession(product, customer, 'Shop')
    const friend = await simulator.createPhone({})
    const { context } = await openBrowser(t, { extension: false })
    const page = await context.newPage()
    const troubles = watchPage(page)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await logIn(page, product.url, email)
    await page.getByRole('link', { name: 'Chats' }).click()
    await page.getByRole('link', { name: 'Statuses' }).click()
    await page.getByRole('heading', { name: 'No status yet' }).waitFor()
    await postTo(page, friend.number)
    const row = page.getByRole('row').filter({ hasText: 'Open until ten tonight.' })
    await row.getByText('Sent').waitFor()
    await postPicture(page, friend.number)
    await row.click()
    const sheet = page.getByRole('dialog', { name: 'Status' })
    await sheet.getByText(/^Nobody yet/).waitFor()
    await simulator.read(friend.number, { chat: place })
    await sheet.getByText(`+${friend.number}`).waitFor()
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'status en')
    await sheet.getByRole('button', { name: 'Take it away' }).click()
    const question = page.getByRole('dialog', { name: 'Take this status away?' })
    await question.getByRole('button', { name: 'Take it away' }).click()
    await sheet.getByText('Over', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    await keepPicture(page, 'statuses en')
    const [from, own] = [friend.number, phone.number]
    await seeOthers(page, { simulator, customer, from, own })
    await speakArabic(page)
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await page.setViewportSize({ width: 390, height: 844 })
    await page.reload()
    await page.getByText('On holiday until Monday.').waitFor()
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'statuses of others ar dark telephone')
    await page.getByRole('button', { name: 'نشر حالة' }).click()
    await page.getByLabel('النص').fill('مفتوح حتى العاشرة.')
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'post status ar dark telephone')
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: 'المنشورة' }).click()
    await page.getByText('The new colours.').waitFor()
    await keepPicture(page, 'statuses ar dark telephone')
    assert.deepEqual(expectedTroubles(troubles, [422]), [])
  })
}
