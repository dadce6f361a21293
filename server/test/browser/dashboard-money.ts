import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Caller } from '../../testkit/caller.ts'
import { seller } from '../../testkit/invoice-calls.ts'
import type { PaymentDouble } from '../../testkit/payments/double.ts'
import type { Json, Product } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'
import {
  expectedTroubles,
  keepPicture,
  logIn,
  speakArabic,
  violationsOf,
  watchPage
} from './dashboard-fixture.ts'
import { grantAdmin } from './dashboard-live.ts'
import { type Browser, leaveOutWithoutBrowser, openBrowser } from './fixture.ts'

type Shop = { product: Product; double: PaymentDouble }

const password = 'correct horse battery'

/** Calls of an owner who sells two plans for pounds. */
const openShop = async ({ product }: Shop, email: string): Promise<Caller> => {
  await product.register(email)
  await grantAdmin(product, email)
  const login = await product.call().post('/api/v1/auth/login', { email, password })
  const boss = product.call(login.body.access_token)
  await boss.patch('/api/v1/admin/settings', { seller })
  const plans: Json[] = (await boss.get('/api/v1/admin/plans')).body.data
  for (const [code, amount_minor] of [
    ['starter', 10_000],
    ['business', 30_000]
  ] as const) {
    const plan = plans.find((one) => one.code === code)
    const changed = await boss.patch(`/api/v1/admin/plans/${plan.id}`, {
      ...(code === 'starter' && { sessions_max: 1 }),
      prices: [{ currency: 'EGP', amount_minor }]
    })
    assert.equal(changed.status, 200, JSON.stringify(changed.body))
  }
  return boss
}

/** Chooses a plan, and begins to pay it through Stripe; answers with the checkout. */
const choosePlan = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: 'Change the plan' }).click()
  const sheet = page.getByRole('dialog', { name: 'Change the plan' })
  await sheet.getByLabel('Currency').selectOption('EGP')
  await sheet.getByRole('radio', { name: /^Business/ }).check()
  await sheet.getByRole('table', { name: 'Amounts' }).getByText('342.00').waitFor()
  await sheet.getByRole('radio', { name: 'Stripe' }).waitFor()
  assert.deepEqual(await violationsOf(page), [])
  await keepPicture(page, 'choose plan en')
  await sheet.getByRole('button', { name: /^Pay .*342\.00/ }).click()
  await page.getByRole('link', { name: 'Go to the payment page' }).waitFor()
  assert.deepEqual(await violationsOf(page), [])
  await keepPicture(page, 'checkout en')
  return new URL(page.url()).searchParams.get('checkout') ?? ''
}

/** Goes to the page of the provider, pays there, and comes back as it sends one back. */
const payThere = async (page: Page, { product, double }: Shop, checkout: string): Promise<void> => {
  await page.getByRole('link', { name: 'Go to the payment page' }).click()
  await page.waitForURL(`${double.url}/**`)
  const back = new URL(new URL(page.url()).searchParams.get('back') ?? '')
  const { raw, headers } = double.notice(double.pay(checkout))
  const told = await fetch(`${product.url}/api/v1/payments/stripe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(headers as Record<string, string>) },
    body: new Uint8Array(raw)
  })
  assert.equal(told.status, 200)
  // The host is the one that the operator has set; what is behind it is ours.
  await page.goto(`${product.url}${back.pathname}${back.search}`)
  await page.getByText('It is paid. Thank you.').waitFor()
  await page.getByRole('heading', { name: 'Business' }).waitFor()
}

/** Opens the invoice, the page to print it, and keeps it as a file. */
const lookAtInvoice = async (page: Page, opened: Browser['opened']): Promise<void> => {
  await page.getByRole('row').filter({ hasText: 'INV-' }).click()
  const invoice = page.getByRole('dialog', { name: /INV-/ })
  await invoice.getByText('Paid', { exact: true }).first().waitFor()
  assert.deepEqual(await violationsOf(page), [])
  await keepPicture(page, 'invoice en')
  const printed = await opened(() =>
    invoice.getByRole('link', { name: 'Open the page to print' }).click()
  )
  await printed.getByRole('heading', { name: 'Invoice' }).waitFor()
  const collapse = await printed.evaluate(
    `getComputedStyle(document.querySelector('table')).borderCollapse`
  )
  assert.equal(collapse, 'collapse', 'the page to print has its styles')
  await keepPicture(printed, 'invoice printed')
  await printed.close()
  const kept = page.waitForEvent('download')
  await invoice.getByRole('button', { name: 'Download as PDF' }).click()
  const file = await kept
  assert.match(file.suggestedFilename(), /^INV-\d{4}-\d{5}\.pdf$/)
  assert.equal((await readFile(await file.path())).subarray(0, 5).toString(), '%PDF-')
  await page.keyboard.press('Escape')
  await invoice.waitFor({ state: 'detached' })
}

const cancelAndKeep = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Cancel the plan' }).click()
  const question = page.getByRole('dialog', { name: 'Cancel the plan?' })
  await question.getByRole('button', { name: 'Cancel at the end of the period' }).click()
  const note = page.getByText(/Canceled: it ends on/)
  await note.waitFor()
  await page.getByRole('button', { name: 'Keep this plan' }).click()
  await note.waitFor({ state: 'detached' })
}

/** Has a plan follow that allows one number of two, and says which. */
const takeSmaller = async (page: Page, customer: Caller): Promise<void> => {
  for (const session_name of ['Shop', 'Office'])
    await customer.post('/api/v1/sessions', { session_name })
  await page.reload()
  await page.getByRole('button', { name: 'Change the plan' }).click()
  const sheet = page.getByRole('dialog', { name: 'Change the plan' })
  await sheet.getByRole('radio', { name: /^Starter/ }).check()
  await sheet.getByText('Nothing is to be paid now.').waitFor()
  await sheet.getByRole('combobox', { name: 'Numbers that go on' }).click()
  await page.getByRole('option', { name: 'Office' }).click()
  await page.keyboard.press('Tab')
  assert.deepEqual(await violationsOf(page), [])
  await keepPicture(page, 'smaller plan en')
  await sheet.getByRole('button', { name: 'Take this plan' }).click()
  await page.getByText(/From .* on: Starter/).waitFor()
  const { keep_session_ids, next_plan_id } = (await customer.get('/api/v1/subscription')).body
  const sessions: Json[] = (await customer.get('/api/v1/sessions')).body.data
  const office = sessions.find((one) => one.session_name === 'Office')
  assert.deepEqual([keep_session_ids, next_plan_id !== null], [[office.id], true])
}

/** A plan from the choice to the receipt, and to the one that follows on it. */
export const testPaidPlan = (running: () => Promise<Shop>): void => {
  test('a plan is paid on the page of a provider, its invoice is printed, it is canceled and kept, and a smaller one follows', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const shop = await running()
    const { product } = shop
    await openShop(shop, 'seller@example.com')
    const email = 'paying@example.com'
    const customer = await product.register(email)
    const { context, opened } = await openBrowser(t, { extension: false })
    const page = await context.newPage()
    const troubles = watchPage(page)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await logIn(page, product.url, email)
    await page.goto(`${product.url}/settings?tab=plan`)
    await payThere(page, shop, await choosePlan(page))
    await lookAtInvoice(page, opened)
    await cancelAndKeep(page)
    await takeSmaller(page, customer)

    await speakArabic(page)
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await page.reload()
    await page.getByRole('button', { name: 'الإبقاء على هذه الخطة' }).waitFor()
    await page.getByRole('row').filter({ hasText: 'INV-' }).waitFor()
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'plan ar dark')
    await page.setViewportSize({ width: 390, height: 844 })
    await keepPicture(page, 'plan ar dark telephone')
    await page.getByRole('button', { name: 'تغيير الخطة' }).click()
    await page.getByRole('radio', { name: /^Business/ }).check()
    await page.getByRole('radio', { name: 'Stripe' }).waitFor()
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'choose plan ar dark telephone')
    // The page of the double is none for people.
    assert.deepEqual(expectedTroubles(troubles, [401]), [])
  })
}

/** An invoice from the transfer that pays it to the credit note that takes it back. */
export const testPaidByBank = (running: () => Promise<Shop>): void => {
  test('the owner records what came in at the bank, the plan begins, and a credit note takes the invoice back', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const shop = await running()
    const { product } = shop
    const email = 'teller@example.com'
    const boss = await openShop(shop, email)
    const customer = await product.register('transferring@example.com')
    await customer.put('/api/v1/account/billing', { name: 'شركة النيل للتجارة' })
    const wanted = { provider: 'manual', plan_id: 'starter', currency: 'EGP' }
    const begun = await customer.post('/api/v1/subscription/checkout', wanted)
    const path = `/api/v1/subscription/checkout/${begun.body.id}`
    const { invoice_id } = await until('the checkout is open', async () => {
      const { body } = await customer.get(path)
      return body.status === 'open' && body
    })
    const { number } = (await customer.get(`/api/v1/invoices/${invoice_id}`)).body
    const { context } = await openBrowser(t, { extension: false })
    const page = await context.newPage()
    const troubles = watchPage(page)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await logIn(page, product.url, email)
    await page.getByRole('link', { name: 'Installation' }).click()
    await page.getByRole('tab', { name: 'Invoices' }).click()
    await page.getByRole('row').filter({ hasText: number }).click()
    const sheet = page.getByRole('dialog', { name: number })
    await sheet.getByRole('button', { name: 'Record a payment' }).click()
    await sheet.getByLabel('Amount in EGP').fill('a lot')
    await sheet.getByLabel('Reference').fill(`transfer of ${number}`)
    await sheet.getByRole('button', { name: 'Record', exact: true }).click()
    await sheet.getByText('This is no amount in EGP.').waitFor()
    await sheet.getByLabel('Amount in EGP').fill('999.00')
    await sheet.getByRole('button', { name: 'Record', exact: true }).click()
    await sheet.getByText(/^Left to pay: .*114\.00/).waitFor()
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'record payment en')
    await sheet.getByLabel('Amount in EGP').fill('114.00')
    await sheet.getByRole('button', { name: 'Record', exact: true }).click()
    await sheet.getByText(`transfer of ${number}`).waitFor()
    assert.equal((await customer.get('/api/v1/subscription')).body.plan.code, 'starter')

    await sheet.getByRole('button', { name: 'Write a credit note' }).click()
    await sheet.getByLabel('Reason').fill('Bought by mistake')
    await sheet.getByRole('button', { name: 'Issue the credit note' }).click()
    await sheet.getByText('Voided', { exact: true }).waitFor()
    await sheet.getByRole('button', { name: 'Close' }).click()
    await sheet.waitFor({ state: 'detached' })
    await page.getByText('Credit note', { exact: true }).first().waitFor()
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download as CSV' }).click()
    assert.equal((await saving).suggestedFilename(), 'invoices.csv')
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'all invoices en')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('row').filter({ hasText: number }).waitFor()
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'all invoices en telephone')
    await page.setViewportSize({ width: 1280, height: 720 })

    await speakArabic(page)
    await page.reload()
    await page.getByRole('button', { name: 'البائع' }).click()
    const selling = page.getByRole('dialog', { name: 'البائع' })
    const rate = selling.locator('input[name=tax_rate_ppm]')
    await rate.fill('much')
    await selling.getByRole('button', { name: 'حفظ' }).click()
    await selling.locator('input[name=tax_rate_ppm][aria-invalid=true]').waitFor()
    await rate.fill('14')
    await selling.locator('input[name=name]').fill('بوابة النيل')
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'seller ar')
    await selling.getByRole('button', { name: 'حفظ' }).click()
    await selling.waitFor({ state: 'detached' })
    const settings = (await boss.get('/api/v1/admin/settings')).body
    assert.deepEqual([settings.seller.name, settings.seller.tax_rate_ppm], ['بوابة النيل', 140_000])
    assert.deepEqual(expectedTroubles(troubles, [422]), [])
  })
}
