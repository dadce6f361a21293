import assert from 'node:assert/strict'
import { test } from 'node:test'
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

/** A key for one number, and another that takes its place while the old one goes on working. */
export const testReplacedKey = (running: () => Promise<Product>): void => {
  test('a key is bound to a number and replaced: the old one works for as long as was chosen', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const product = await running()
    const email = 'replaced@example.com'
    const customer = await product.register(email)
    for (const session_name of ['Shop', 'Office'])
      await customer.post('/api/v1/sessions', { session_name })
    const { context } = await openBrowser(t, { extension: false })
    const page = await context.newPage()
    const troubles = watchPage(page)
    await logIn(page, product.url, email)
    await page.goto(`${product.url}/developers`)
    await page.getByRole('button', { name: 'Create a key' }).click()
    await page.getByLabel('Name').fill('Bound')
    await page.getByRole('combobox', { name: 'Numbers' }).click()
    await page.getByRole('option', { name: 'Office' }).click()
    await page.keyboard.press('Tab')
    assert.deepEqual(await violationsOf(page), [])
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    const old = await page.getByRole('region', { name: 'API key' }).innerText()
    await page.getByRole('button', { name: 'I have copied it' }).click()
    const namesFor = async (key: string): Promise<string[]> => {
      const answer = await fetch(`${product.url}/api/v1/sessions`, {
        headers: { 'x-api-key': key }
      })
      const { data = [] } = (await answer.json()) as { data?: { session_name: string }[] }
      return data.map(({ session_name }) => session_name)
    }
    assert.deepEqual(await namesFor(old), ['Office'])

    const replace = async (choice: string): Promise<string> => {
      const sheet = page.getByRole('dialog', { name: 'API key' })
      await sheet.getByRole('button', { name: 'Replace the key' }).click()
      const dialog = page.getByRole('dialog', { name: /Replace|Your new key/ })
      await dialog.getByLabel('The old key').selectOption({ label: choice })
      await dialog.getByRole('button', { name: 'Replace the key' }).click()
      const made = await dialog.getByRole('region', { name: 'API key' }).innerText()
      assert.deepEqual(await violationsOf(page), [])
      await dialog.getByRole('button', { name: 'I have copied it' }).click()
      return made
    }
    await page.getByRole('button', { name: 'Details' }).click()
    const beside = await replace('works for one more hour')
    assert.deepEqual([await namesFor(old), await namesFor(beside)], [['Office'], ['Office']])
    const ends = (await customer.get('/api/v1/api-keys')).body.data
      .map(
        ({ old_key_until }: { old_key_until: string | null }) =>
          old_key_until && Date.parse(old_key_until)
      )
      .filter(Boolean)
    assert.equal(ends.length, 1)
    assert.ok(ends[0] - Date.now() <= 3_600_000)
    const instead = await replace('stops working at once')
    assert.deepEqual([await namesFor(old), await namesFor(instead)], [[], ['Office']])
    assert.deepEqual(expectedTroubles(troubles, [401]), [])
  })
}

/** Everything taken along, and then deleted, by clicks alone. */
export const testOwnData = (running: () => Promise<Product>): void => {
  test('an account is exported and then erased by whoever knows its password, and is gone', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const product = await running()
    const email = 'leaving@example.com'
    const customer = await product.register(email)
    const { context } = await openBrowser(t, { extension: false })
    const page = await context.newPage()
    const troubles = watchPage(page)
    await logIn(page, product.url, email)
    await page.goto(`${product.url}/settings?tab=account`)
    await page.getByRole('button', { name: 'Export everything' }).click()
    const link = page.getByRole('link', { name: 'Download' })
    await link.waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    assert.match(download.suggestedFilename(), /\.zip$/)
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'your data en light')
    await speakArabic(page)
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await page.reload()
    await page.getByRole('link', { name: 'تنزيل' }).waitFor()
    await keepPicture(page, 'your data ar dark')
    await page.getByRole('button', { name: 'محو الحساب…' }).click()
    const erase = page.getByRole('button', { name: 'امحُ كل شيء' })
    assert.equal(await erase.isEnabled(), false)
    await page.getByLabel('اكتب عنوان بريدك الإلكتروني').fill(email)
    await page.locator('input[name=current_password]').fill('a wrong password')
    await erase.click()
    await page.getByRole('dialog').getByRole('alert').waitFor()
    assert.deepEqual(await violationsOf(page), [])
    await page.locator('input[name=current_password]').fill('correct horse battery')
    await erase.click()
    await page.getByText('يجري محو الحساب').waitFor()
    await keepPicture(page, 'erasing ar dark')
    await page.getByRole('button', { name: 'مغادرة' }).click()
    await page.locator('input[name=email]').waitFor()
    await until('nobody can log in with it', async () => {
      const answer = await product
        .call()
        .post('/api/v1/auth/login', { email, password: 'correct horse battery' })
      return answer.status === 401
    })
    assert.equal((await customer.get('/api/v1/auth/me')).status, 401)
    assert.deepEqual(expectedTroubles(troubles, [401, 403]), [])
  })
}
