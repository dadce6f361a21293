import assert from 'node:assert/strict'
import { test } from 'node:test'
import { URI } from 'otpauth'
import type { BrowserContext, Page } from 'playwright-core'
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
import { addAuthenticator, leaveOutWithoutBrowser, openBrowser } from './fixture.ts'

const email = 'passkeys@example.com'
const password = 'correct horse battery'
const auth = '/api/v1/auth'

const logOut = async (page: Page): Promise<void> => {
  await page.locator('header').getByRole('button').last().click()
  await page.getByRole('menuitem').last().click()
  await page.locator('input[name=email]').waitFor()
}

/** An authenticator app, of which nothing is asked afterwards. */
const setUpApp = async (product: Product): Promise<void> => {
  const login = await product.call().post(`${auth}/login`, { email, password })
  const me = product.call(login.body.access_token)
  const made = await me.post(`${auth}/2fa/setup`, { current_password: password })
  const code = URI.parse(made.body.otpauth_url).generate()
  assert.equal((await me.post(`${auth}/2fa/confirm`, { code })).status, 200)
}

type Visit = {
  product: Product
  page: Page
  context: BrowserContext
  url: string
  agrees: (agrees: boolean) => Promise<void>
}

const add = async (page: Page, name: string, typed: string): Promise<void> => {
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('textbox', { name: 'Current password' }).fill(typed)
  await dialog.getByRole('button', { name: 'Continue' }).click()
}

/** With a wrong password, without a finger, with both, and once more. */
const addAndRename = async ({ page, url, agrees }: Visit): Promise<void> => {
  const dialog = page.getByRole('dialog')
  await logIn(page, url, email)
  await page.goto(`${url}/settings?tab=security`)
  await add(page, 'Laptop', 'wrong')
  await dialog.getByRole('alert').waitFor()
  await dialog.getByRole('textbox', { name: 'Current password' }).fill(password)
  await agrees(false)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await dialog.getByText('No passkey was made').waitFor()
  assert.deepEqual(await violationsOf(page), [])
  await keepPicture(page, 'passkey refused')
  await agrees(true)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  const laptop = page.getByRole('group', { name: 'Laptop' })
  await laptop.getByText('never').waitFor()
  await laptop.getByRole('button', { name: 'Rename' }).click()
  await dialog.getByLabel('Name').fill('Work laptop')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('group', { name: 'Work laptop' }).waitFor()
  await add(page, 'Again', password)
  await dialog.getByText('This device has a passkey for this account already.').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  assert.deepEqual(await violationsOf(page), [])
  await keepPicture(page, 'passkeys')
}

const logInAlone = async ({ product, page, context, url }: Visit): Promise<void> => {
  await logOut(page)
  assert.deepEqual(await violationsOf(page), [])
  await page.getByRole('button', { name: 'Log in with a passkey' }).click()
  await page.locator('nav').waitFor({ state: 'attached' })
  const [cookie] = await context.cookies(`${url}/dashboard/login`)
  assert.deepEqual([cookie?.name, cookie?.httpOnly], ['gateway_login', true])
  await page.goto(`${product.url}/login`)
  await page.getByRole('button', { name: 'Log in', exact: true }).waitFor()
  const offered = page.getByRole('button', { name: 'Log in with a passkey' })
  assert.equal(await offered.count(), 0, 'where there is no name there is none')
}

const in_arabic = 'الدخول بمفتاح مرور'

const logInAsSecondStep = async ({ page, url, product, agrees }: Visit): Promise<void> => {
  await setUpApp(product)
  await page.goto(`${url}/settings?tab=security`)
  await speakArabic(page)
  await page.reload()
  await page.getByRole('group', { name: 'Work laptop' }).waitFor()
  await keepPicture(page, 'passkeys in Arabic')
  await logOut(page)
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.getByLabel('الرمز').waitFor()
  await keepPicture(page, 'second step in Arabic')
  await page.getByRole('button', { name: in_arabic }).click()
  await page.locator('nav').waitFor({ state: 'attached' })
  await logOut(page)
  await agrees(false)
  await page.getByRole('button', { name: in_arabic }).click()
  await page.getByRole('alert').filter({ hasText: 'لم يُستخدم أي مفتاح مرور' }).waitFor()
  await agrees(true)
  await page.getByRole('button', { name: in_arabic }).click()
  await page.locator('nav').waitFor({ state: 'attached' })
}

const deleteAndTry = async ({ page, url }: Visit): Promise<void> => {
  await page.goto(`${url}/settings?tab=security`)
  const shown = page.getByRole('group', { name: 'Work laptop' })
  await shown.getByRole('button', { name: 'حذف' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'حذف' }).click()
  await shown.waitFor({ state: 'detached' })
  await logOut(page)
  await page.getByRole('button', { name: in_arabic }).click()
  await page.getByRole('alert').waitFor()
  assert.equal(await page.locator('nav').count(), 0)
}

/** A passkey from its making to its end, by clicks alone. */
export const testPasskeys = (running: () => Promise<Product>): void => {
  test('a passkey is added, renamed, logs in by itself and as the second step, and logs nobody in once it is deleted', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const product = await running()
    const { context } = await openBrowser(t, { extension: false })
    const page = await context.newPage()
    const troubles = watchPage(page)
    await until('the dashboard is built', async () => (await fetch(product.url)).ok, 120_000)
    await product.register(email)
    // Passkeys are for names: without a domain of its own the gateway has this one.
    const url = product.url.replace('127.0.0.1', 'localhost')
    const { agrees } = await addAuthenticator(page)
    const visit = { product, page, context, url, agrees }
    await addAndRename(visit)
    await logInAlone(visit)
    await logInAsSecondStep(visit)
    await deleteAndTry(visit)
    assert.deepEqual(expectedTroubles(troubles, [401, 403]), [])
  })
}
