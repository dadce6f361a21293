import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkSession } from '../../testkit/link.ts'
import type { Product } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'
import {
  expectedTroubles,
  logIn,
  speakArabic,
  violationsOf,
  watchPage
} from './dashboard-fixture.ts'
import { leaveOutWithoutBrowser, openBrowser } from './fixture.ts'

/** One text to a list of people, by clicks alone. */
export const testSendToMany = (running: () => Promise<Product>): void => {
  test('a text goes to a list of numbers with what its columns say, looked at before and followed to its end', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const product = await running()
    const email = 'many@example.com'
    const customer = await product.register(email)
    await linkSession(product, customer, 'Shop')
    const friends = [
      await product.simulator.createPhone({}),
      await product.simulator.createPhone({})
    ]
    const { context } = await openBrowser(t, { extension: false })
    const page = await context.newPage()
    const troubles = watchPage(page)
    await logIn(page, product.url, email)
    await page.getByRole('link', { name: 'Messages' }).click()
    await page.getByRole('link', { name: 'Send to many' }).click()
    const [one, other] = friends.map(({ number }) => `+${number}`)
    const list = `phone,name\n${one},Mona\n${other},علي\n${one},twice\nnobody,at all`
    await page.getByLabel('To', { exact: true }).fill(list)
    await page.getByText('2 numbers').waitFor()
    await page.getByLabel('Text', { exact: true }).fill('Hello {name} {nothing}')
    await page.getByText('No column has this name').waitFor()
    await page.getByLabel('Text', { exact: true }).fill('Hello {name}')
    await page.getByRole('button', { name: 'Preview' }).click()
    await page.getByRole('heading', { name: '2 messages will be sent' }).waitFor()
    await page.getByText('Hello علي').waitFor()
    const left_out = page
      .getByRole('main')
      .getByRole('alert')
      .filter({ hasText: /number: 5/ })
    assert.match(await left_out.innerText(), /number: 5\s.*before: 4/s)
    assert.deepEqual(await violationsOf(page), [])
    await page.getByRole('button', { name: 'Send 2 messages' }).click()
    await page.getByRole('heading', { name: 'All are handed over' }).waitFor()
    await page.getByText('2 accepted').waitFor()
    await page.getByRole('link', { name: 'See what becomes of them' }).click()
    await page.getByText('Hello Mona').waitFor()

    await speakArabic(page)
    await page.goto(`${product.url}/messages/bulk`)
    await page.getByLabel('إلى', { exact: true }).fill(`${one},x`)
    await page.getByText('رقم واحد').waitFor()
    await page.getByLabel('النص', { exact: true }).fill('مرحبا {2}')
    await page.getByRole('button', { name: 'معاينة' }).click()
    assert.deepEqual(await violationsOf(page), [])
    await page.getByRole('button', { name: 'إرسال رسالة واحدة' }).click()
    await page.getByRole('heading', { name: 'سُلّمت كلها للإرسال' }).waitFor()
    const sent = await customer.get('/api/v1/messages?direction=outbound')
    assert.deepEqual(
      sent.body.data.map(({ text }: { text: { body: string } }) => text.body).sort(),
      ['Hello Mona', 'Hello علي', 'مرحبا x']
    )
    assert.deepEqual(troubles, [])
  })
}

/** A key with an end and addresses, changed, and what was asked with it. */
export const testKeys = (running: () => Promise<Product>): void => {
  test('a key is made for a time and for addresses, and shows what was asked with it', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const product = await running()
    const email = 'keys@example.com'
    const customer = await product.register(email)
    const { context } = await openBrowser(t, { extension: false })
    const page = await context.newPage()
    const troubles = watchPage(page)
    await logIn(page, product.url, email)
    await page.getByRole('link', { name: 'Developers' }).click()
    await page.getByRole('button', { name: 'Create a key' }).click()
    await page.getByLabel('Name').fill('Shop server')
    await page.getByLabel('Last day').fill('2030-01-31')
    await page.getByLabel('Allowed addresses').fill('127.0.0.1\nnowhere')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByText(/2: Must be an address/).waitFor()
    await page.getByLabel('Allowed addresses').fill('127.0.0.1')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    const key = await page.getByRole('region', { name: 'API key' }).innerText()
    await page.getByRole('button', { name: 'I have copied it' }).click()
    const ask = (path: string): Promise<Response> =>
      fetch(`${product.url}/api/v1/${path}`, { headers: { 'x-api-key': key } })
    assert.equal((await ask('sessions')).status, 200)
    assert.equal((await ask('api-keys')).status, 403)
    const [{ id }] = (await customer.get('/api/v1/api-keys')).body.data
    await until('both are written down', async () => {
      const { body } = await customer.get(`/api/v1/api-keys/${id}/requests`)
      return body.data.length === 2
    })

    await page.getByRole('button', { name: 'Details' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByText('GET /api/v1/api-keys').waitFor()
    await sheet.getByText('GET /api/v1/sessions').waitFor()
    assert.equal(await sheet.getByLabel('Last day').inputValue(), '2030-01-31')
    assert.deepEqual(await violationsOf(page), [])
    await speakArabic(page)
    await page.reload()
    await sheet.getByRole('switch').click()
    await sheet.getByText('GET /api/v1/sessions').waitFor({ state: 'detached' })
    await sheet.getByLabel('آخر يوم').fill('')
    await sheet.getByRole('button', { name: 'حفظ' }).click()
    await until('the key has no end', async () => {
      const { body } = await customer.get(`/api/v1/api-keys/${id}`)
      return body.expires_at === null
    })
    assert.deepEqual(await violationsOf(page), [])
    assert.deepEqual(expectedTroubles(troubles, [422]), [])
  })
}
