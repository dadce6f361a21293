import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Locator } from 'playwright-core'
import { linkSession } from '../../testkit/link.ts'
import type { Product } from '../../testkit/product.ts'
import {
  expectedTroubles,
  keepPicture,
  logIn,
  speakArabic,
  violationsOf,
  watchPage
} from './dashboard-fixture.ts'
import { leaveOutWithoutBrowser, openBrowser } from './fixture.ts'

/** Chats that change while they are looked at. */
export const testLiveChats = (running: () => Promise<Product>): void => {
  test('what comes in changes one chat in its place and moves it to the top; no list of chats is read again', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const product = await running()
    const email = 'live@example.com'
    const customer = await product.register(email)
    const { phone } = await linkSession(product, customer, 'Shop')
    const friends = []
    for (const name of ['Amal', 'Badr', 'Carla']) {
      const friend = await product.simulator.createPhone({ name })
      await product.simulator.say(friend.number, { to: phone.number, text: `hello of ${name}` })
      friends.push(friend)
    }
    const [amal] = friends
    assert.ok(amal)
    const { context } = await openBrowser(t, { extension: false })
    const page = await context.newPage()
    const troubles = watchPage(page)
    await logIn(page, product.url, email)
    await page.getByRole('link', { name: 'Chats' }).click()
    const entries = page.getByRole('main').locator('button[aria-current]')
    const entryOf = (name: string): Locator => entries.filter({ hasText: name })
    for (const { name } of friends) await entryOf(name).getByText(`hello of ${name}`).waitFor()
    const namesInOrder = async (): Promise<string[]> =>
      (await entries.allInnerTexts()).map((text) => text.split('\n')[0] ?? '')
    assert.equal((await namesInOrder()).at(-1), 'Amal')
    // A mark on what is shown stays for as long as it is not made anew.
    for (const { name } of friends)
      await entryOf(name).evaluate((element, mark) => Object.assign(element, { mark }), name)
    const lists: string[] = []
    page.on('request', (request) => {
      if (/\/chats(\?|$)/.test(request.url())) lists.push(request.url())
    })

    await product.simulator.say(amal.number, { to: phone.number, text: 'one more' })
    await entryOf('Amal').getByText('one more').waitFor()
    await entryOf('Amal').getByText('2', { exact: true }).waitFor()
    assert.equal((await namesInOrder())[0], 'Amal')
    const marks = await entries.evaluateAll((all) => all.map((one) => Reflect.get(one, 'mark')))
    assert.deepEqual(marks.sort(), ['Amal', 'Badr', 'Carla'])
    await entryOf('Badr').getByText('hello of Badr').waitFor()

    // Somebody who was in no chat.
    const dina = await product.simulator.createPhone({ name: 'Dina' })
    await product.simulator.say(dina.number, { to: phone.number, text: 'hello of Dina' })
    await entryOf('Dina').getByText('hello of Dina').waitFor()
    assert.deepEqual((await namesInOrder()).slice(0, 2), ['Dina', 'Amal'])
    assert.deepEqual(lists, [])
    assert.deepEqual(expectedTroubles(troubles, [409]), [])
  })
}

/** Makes somebody an administrator, as the operator does. */
export const grantAdmin = async (product: Product, email: string): Promise<void> => {
  const file = fileURLToPath(new URL('../../src/main/admin-grant.ts', import.meta.url))
  const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: product.data_dir }
  await promisify(execFile)(process.execPath, [file, email], { env })
}

/** What a worker has logged, beside the list of workers. */
export const testWorkerLog = (running: () => Promise<Product>): void => {
  test('the log of a worker opens beside the list, by level, at the end of the line in either direction', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const product = await running()
    const email = 'owner@example.com'
    const customer = await product.register(email)
    await linkSession(product, customer, 'Shop')
    await grantAdmin(product, email)
    const { context } = await openBrowser(t, { extension: false })
    const page = await context.newPage()
    const troubles = watchPage(page)
    await page.setViewportSize({ width: 1280, height: 844 })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await logIn(page, product.url, email)
    await page.getByRole('link', { name: 'Installation' }).click()
    await page.getByRole('tab', { name: 'Workers' }).click()
    await page.getByRole('button', { name: 'Log', exact: true }).first().click()
    const sheet = page.getByRole('dialog', { name: 'Log of the worker' })
    await sheet.getByRole('listitem').first().waitFor()
    assert.match(page.url(), /log=ins_/)
    assert.deepEqual(await sideOf(sheet, 1280), 'right')
    await sheet.getByText('What the line is about').first().click()
    await sheet.getByRole('region', { name: 'What the line is about' }).first().waitFor()
    assert.deepEqual(await violationsOf(page), [])
    await sheet.getByLabel('Level').selectOption('error')
    await sheet.getByText('No line is as serious as that').waitFor()
    await sheet.getByRole('button', { name: 'Close' }).click()
    await sheet.waitFor({ state: 'detached' })
    assert.doesNotMatch(page.url(), /log=/)

    await page.getByRole('button', { name: 'Log', exact: true }).first().click()
    await sheet.getByRole('listitem').first().waitFor()
    await keepPicture(page, 'worker log en')
    await speakArabic(page)
    await page.reload()
    const arabic = page.getByRole('dialog', { name: 'سجل العملية' })
    await arabic.getByRole('listitem').first().waitFor()
    assert.deepEqual(await sideOf(arabic, 1280), 'left')
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'worker log ar')
    assert.deepEqual(expectedTroubles(troubles, [409]), [])
  })
}

/** At which edge of the window something is. */
const sideOf = async (shown: Locator, width: number): Promise<string> => {
  const box = await shown.boundingBox()
  assert.ok(box)
  if (box.x <= 0 && box.x + box.width < width) return 'left'
  return box.x > 0 && box.x + box.width >= width ? 'right' : `from ${box.x}, ${box.width} wide`
}
