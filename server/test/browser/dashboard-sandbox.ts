import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkSession } from '../../testkit/link.ts'
import type { Product } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'
import {
  expectedTroubles,
  keepPicture,
  logIn,
  violationsOf,
  watchPage
} from './dashboard-fixture.ts'
import { leaveOutWithoutBrowser, openBrowser } from './fixture.ts'

/** The first message without any real phone, by clicks alone. */
export const testSandbox = (running: () => Promise<Product>): void => {
  test('with the simulated phone a number is linked by a click, and a customer is written to and answers', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const product = await running()
    const email = 'sandbox@example.com'
    const customer = await product.register(email)
    const { context } = await openBrowser(t, { extension: false })
    const page = await context.newPage()
    const troubles = watchPage(page)
    await logIn(page, product.url, email)
    await page.getByRole('button', { name: 'Link a number' }).click()
    await page.getByLabel('What do you call it?').fill('Shop')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('button', { name: 'Scan it with a simulated phone' }).click()
    const phone = page.frameLocator('iframe')
    await phone.getByText('Linked', { exact: true }).waitFor()
    await page.getByRole('heading', { name: 'Linked' }).waitFor()
    await page.getByRole('heading', { name: 'Linked' }).waitFor({ state: 'detached' })
    const to = page.getByLabel('To', { exact: true })
    await until('the customer is filled in', async () => (await to.inputValue()).length > 6)
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await phone.getByText('Hello from my gateway').waitFor()
    await keepPicture(page, 'sandbox en light')
    await phone.getByLabel('Write as the customer').fill('I have a question')
    await phone.getByRole('button', { name: 'Send' }).click()
    await page.getByText('Address of your webhook').waitFor()
    assert.deepEqual(await violationsOf(page), [])
    const { body } = await customer.get('/api/v1/messages?direction=inbound')
    assert.equal(body.data[0].text.body, 'I have a question')
    assert.deepEqual(expectedTroubles(troubles, [400, 404, 409]), [])
  })
}

/** From anywhere to anywhere by the keyboard. */
export const testPalette = (running: () => Promise<Product>): void => {
  test('the palette opens with the keyboard and leads to pages, numbers and chats', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const product = await running()
    const email = 'palette@example.com'
    const customer = await product.register(email)
    const { phone } = await linkSession(product, customer, 'Bakery')
    const friend = await product.simulator.createPhone({ name: 'Zoë' })
    await product.simulator.say(friend.number, { to: phone.number, text: 'hello' })
    const { context } = await openBrowser(t, { extension: false })
    const page = await context.newPage()
    const troubles = watchPage(page)
    await logIn(page, product.url, email)
    const field = page.getByRole('combobox', { name: 'Go to a page, a number or a chat' })
    const goTo = async (text: string, option: string | RegExp): Promise<void> => {
      await page.keyboard.press('Control+K')
      await field.fill(text)
      await page.getByRole('option', { name: option }).first().waitFor()
      assert.deepEqual(await violationsOf(page), [])
      await keepPicture(page, `palette ${text}`)
      await page.keyboard.press('Enter')
      await field.waitFor({ state: 'detached' })
    }
    await goTo('audit', 'Audit log')
    await page.waitForURL('**/settings?tab=audit')
    await goTo('baker', /Bakery/)
    await page.waitForURL('**/numbers?number=ses_*')
    await page.keyboard.press('Escape')
    await goTo('zoe', /Zoë/)
    await page.getByRole('article').getByText('hello').waitFor()
    await page.keyboard.press('Control+K')
    await field.fill('qqqq')
    await page.getByText('Nothing matches').waitFor()
    await field.fill('')
    await page.getByRole('option', { name: 'Numbers' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/numbers')
    assert.deepEqual(expectedTroubles(troubles, [409]), [])
  })
}
