import assert from 'node:assert/strict'
import { test } from 'node:test'
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

/** A text with variables, from the first word to a version that is looked up. */
export const testTemplates = (running: () => Promise<Product>): void => {
  test('a template is written in two languages with variables of their types, tried, changed, and its versions are shown', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const product = await running()
    const email = 'templates@example.com'
    const customer = await product.register(email)
    const { context } = await openBrowser(t, { extension: false })
    const page = await context.newPage()
    const troubles = watchPage(page)
    await logIn(page, product.url, email)
    await page.getByRole('link', { name: 'Messages' }).click()
    await page.getByRole('link', { name: 'Templates' }).click()
    await page.getByRole('heading', { name: 'No template yet' }).waitFor()
    await page.getByRole('button', { name: 'Create a template' }).click()
    const form = page.getByRole('dialog', { name: 'Create a template' })
    await form.getByLabel('Name').fill('Order on its way')
    await form.getByLabel('Text', { exact: true }).fill('Hello {{name}}, it costs {{total}}. }}')
    await form.getByLabel('{{total}}').selectOption('money')
    await form.getByLabel('Currency').fill('eur')
    await form.getByLabel('If nothing is given').first().fill('friend')
    await form.getByRole('button', { name: 'Create' }).click()
    await form.getByText('Has braces that are no').first().waitFor()
    await form.getByLabel('Text', { exact: true }).fill('Hello {{name}}, it costs {{total}}.')
    await form.getByRole('button', { name: 'Another language' }).click()
    await form.getByLabel('Language', { exact: true }).last().fill('ar')
    await form.getByLabel('Text', { exact: true }).last().fill('مرحبا {{name}}، السعر {{total}}.')
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'template form en')
    await form.getByRole('button', { name: 'Create' }).click()

    const sheet = page.getByRole('dialog', { name: 'Order on its way' })
    await sheet.getByLabel('total').fill('much')
    await sheet.getByRole('button', { name: 'Show it' }).click()
    await sheet.getByText('Must be a number').waitFor()
    await sheet.getByLabel('total').fill('12.5')
    await sheet.getByRole('button', { name: 'Show it' }).click()
    await sheet.getByText('Hello friend, it costs €12.50.').waitFor()
    await sheet.getByRole('button', { name: 'Change it' }).click()
    await sheet.getByLabel('Text', { exact: true }).first().fill('Dear {{name}}: {{total}}')
    await sheet.getByRole('button', { name: 'Save' }).click()
    await sheet.getByText('Version 2').waitFor()
    await sheet.getByText('Version 1').waitFor()
    const [made] = (await customer.get('/api/v1/templates')).body.data
    assert.deepEqual(made.variables, {
      name: { type: 'text', default: 'friend' },
      total: { type: 'money', currency: 'EUR' }
    })
    assert.deepEqual(made.texts, {
      en: 'Dear {{name}}: {{total}}',
      ar: 'مرحبا {{name}}، السعر {{total}}.'
    })

    await speakArabic(page)
    await page.reload()
    await sheet.getByText('الإصدار 2').waitFor()
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'template sheet ar')
    await sheet.getByRole('button', { name: 'حذف' }).click()
    const question = page.getByRole('dialog', { name: 'حذف هذا القالب؟' })
    await question.getByRole('button', { name: 'حذف' }).click()
    await page.getByRole('heading', { name: 'لا قالب بعد' }).waitFor()
    assert.deepEqual(expectedTroubles(troubles, [422]), [])
  })
}

/** Who does not want to be written to, noted by themselves and by hand. */
export const testOptOuts = (running: () => Promise<Product>): void => {
  test('who answers STOP is listed, another is added and removed by hand, and the words are changed and put back', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const product = await running()
    const email = 'optouts@example.com'
    const customer = await product.register(email)
    const { phone } = await linkSession(product, customer, 'Shop')
    const friend = await product.simulator.createPhone({})
    await product.simulator.say(friend.number, { to: phone.number, text: 'Stop!' })
    const { context } = await openBrowser(t, { extension: false })
    const page = await context.newPage()
    const troubles = watchPage(page)
    await logIn(page, product.url, email)
    await page.getByRole('link', { name: 'Messages' }).click()
    await page.getByRole('link', { name: 'Opt-outs' }).click()
    const table = page.getByRole('table')
    await table.getByText(friend.number).waitFor()
    await page.getByRole('button', { name: 'Add somebody' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add somebody' })
    await dialog.getByLabel('Number').fill('nobody')
    await dialog.getByRole('button', { name: 'Add' }).click()
    await dialog
      .getByText(/must|no/i)
      .first()
      .waitFor()
    await dialog.getByLabel('Number').fill('+20 100 123 4567')
    await dialog.getByRole('button', { name: 'Add' }).click()
    const added = table.getByRole('row').filter({ hasText: '201001234567' })
    await added.getByText('By hand').waitFor()
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'opt-outs en')
    await added.getByRole('button', { name: 'Remove' }).click()
    const question = page.getByRole('dialog', { name: /Write to/ })
    await question.getByRole('button', { name: 'Remove' }).click()
    await added.waitFor({ state: 'detached' })

    await page.getByLabel('Search by number').fill('+20 100 123 4567')
    await page.getByRole('heading', { name: 'Nobody matches' }).waitFor()
    await page.getByRole('button', { name: 'Clear the filters' }).click()
    await table.getByText(friend.number).waitFor()
    await speakArabic(page)
    await page.reload()
    await page.getByRole('button', { name: 'الكلمات' }).click()
    const words = page.getByRole('dialog', { name: 'الكلمات' })
    await words.getByLabel('كلمات تلغي الاشتراك').fill('basta\n\nenough')
    await words.getByRole('button', { name: 'حفظ' }).click()
    const back = words.getByRole('button', { name: 'العودة إلى الكلمات المعتادة' })
    await back.waitFor()
    assert.deepEqual((await customer.get('/api/v1/opt-outs/words')).body.stop_words, [
      'basta',
      'enough'
    ])
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'opt-out words ar')
    await back.click()
    await back.waitFor({ state: 'detached' })
    assert.equal((await customer.get('/api/v1/opt-outs/words')).body.is_default, true)
    assert.deepEqual(expectedTroubles(troubles, [409, 422]), [])
  })
}

/** An address for a program that has no key. */
export const testIncomingWebhooks = (running: () => Promise<Product>): void => {
  test('an incoming webhook is made for a chat with a template, its address is shown once, replaced and revoked', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const product = await running()
    const email = 'incoming@example.com'
    const customer = await product.register(email)
    const { session } = await linkSession(product, customer, 'Alarms')
    const friend = await product.simulator.createPhone({})
    const texts = { en: 'Alarm: {{title}}', ar: 'إنذار: {{title}}' }
    await customer.post('/api/v1/templates', { name: 'Alarm', default_language: 'en', texts })
    const { context } = await openBrowser(t, { extension: false })
    const page = await context.newPage()
    const troubles = watchPage(page)
    await logIn(page, product.url, email)
    await page.getByRole('link', { name: 'Developers' }).click()
    await page.getByRole('tab', { name: 'Incoming webhooks' }).click()
    await page.getByRole('button', { name: 'Create an address' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Monitoring')
    await dialog.getByLabel('Chat').fill('nobody')
    await dialog.getByLabel('Template').selectOption({ label: 'Alarm' })
    await dialog.getByLabel('Language').selectOption('ar')
    assert.deepEqual(await violationsOf(page), [])
    await dialog.getByRole('button', { name: 'Create' }).click()
    await dialog.getByLabel('Chat').and(dialog.locator('[aria-invalid=true]')).waitFor()
    await dialog.getByLabel('Chat').fill(`+${friend.number}`)
    await dialog.getByRole('button', { name: 'Create' }).click()
    const shown = dialog.getByRole('region', { name: 'Address' })
    const url = await shown.innerText()
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'incoming address en')
    await dialog.getByRole('button', { name: 'I have copied it' }).click()
    const post = (address: string): Promise<Response> =>
      fetch(address, { method: 'POST', body: JSON.stringify({ title: 'Disk full' }) })
    assert.ok((await post(url)).ok)
    const { body } = await customer.get(`/api/v1/messages?session_id=${session.id}`)
    assert.equal(body.data[0].text.body, 'إنذار: Disk full')

    await page.getByRole('row').filter({ hasText: 'Monitoring' }).click()
    await page.getByRole('button', { name: 'Replace the address' }).click()
    const question = page.getByRole('dialog', { name: 'Replace the address?' })
    await question.getByRole('button', { name: 'Replace it' }).click()
    const sheet = page.getByRole('dialog', { name: 'Monitoring' })
    const next = await sheet.getByRole('region', { name: 'Address' }).innerText()
    assert.equal((await post(url)).status, 404)
    assert.ok((await post(next)).ok)
    await sheet.getByRole('button', { name: 'I have copied it' }).click()
    await speakArabic(page)
    await page.reload()
    await sheet.getByText('آخر استخدام').waitFor()
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'incoming sheet ar')
    await sheet.getByRole('button', { name: 'إبطال' }).click()
    const revoking = page.getByRole('dialog', { name: 'إبطال Monitoring؟' })
    await revoking.getByRole('button', { name: 'إبطال' }).click()
    await page.getByRole('heading', { name: 'لا ويب هوك واردًا بعد' }).waitFor()
    assert.equal((await post(next)).status, 404)
    assert.deepEqual(expectedTroubles(troubles, [409, 422]), [])
  })
}
