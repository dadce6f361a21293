import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { URI } from 'otpauth'
import type { MailServer } from '../../testkit/mail-server.ts'
import type { Product } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'
import { expectedTroubles, logIn, speakArabic, watchPage } from './dashboard-fixture.ts'
import { leaveOutWithoutBrowser, openBrowser } from './fixture.ts'

export type Running = { product: Product; mails: MailServer }

const password = 'correct horse battery'
const period_ms = 30_000

/** The address that the last mail of a kind to somebody leads to. */
export const linkOf = async (mails: MailServer, to: string, path: string): Promise<string> => {
  const find = (): string | undefined =>
    mails.mails
      .filter((mail) => mail.to === to)
      .map(({ raw }) => raw.replaceAll('=\r\n', '').replaceAll('=3D', '='))
      .flatMap((raw) => raw.match(/http:\S+?#token=[\w.-]+/g) ?? [])
      .findLast((address) => address.includes(path))
  await until(`a mail to ${to}`, () => find() !== undefined)
  return find() ?? ''
}

const opened = async (t: TestContext, { product }: Running) => {
  const { context } = await openBrowser(t, { extension: false })
  const page = await context.newPage()
  await until('the dashboard is built', async () => (await fetch(product.url)).ok, 120_000)
  return { page, troubles: watchPage(page) }
}

/** Pages before the login that the links of mails lead to, by clicks alone. */
export const testMailLinks = (running: () => Promise<Running>): void => {
  test('a forgotten password is replaced, and an address confirmed, by the links of mails', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const { product, mails } = await running()
    const { page, troubles } = await opened(t, { product, mails })
    const email = 'forgetful@example.com'
    await product.register(email)

    await page.goto(`${product.url}/login`)
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await page.getByRole('heading', { name: 'A new password' }).waitFor()
    await page.getByLabel('E-mail address').fill(email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor()
    const reset = await linkOf(mails, email, '/reset-password')
    await page.goto(reset)
    await page.getByRole('textbox', { name: 'New password' }).fill('1234567')
    assert.equal(page.url(), `${product.url}/reset-password`)
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.getByText('Must have at least 8 bytes').waitFor()
    await page.getByRole('textbox', { name: 'New password' }).fill('another horse battery')
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.getByRole('heading', { name: 'Your password is changed' }).waitFor()
    // A link that was used, opened once more.
    await page.goto('about:blank')
    await page.goto(reset)
    await page.getByRole('textbox', { name: 'New password' }).fill('a third horse battery')
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.getByRole('heading', { name: 'This link does not work' }).waitFor()

    await speakArabic(page)
    await logIn(page, product.url, email, 'another horse battery')
    await page.goto(`${product.url}/settings?tab=profile`)
    // The new password was proof of the address as well.
    await page.getByRole('heading', { name: 'الإعدادات' }).waitFor()
    assert.equal(await page.getByText('لم يُؤكَّد هذا العنوان').count(), 0)
    const other = 'unproved@example.com'
    await product.register(other)
    await page.goto(await linkOf(mails, other, '/verify-email'))
    await page.getByRole('button', { name: 'تأكيد العنوان' }).click()
    await page.getByRole('heading', { name: 'تأكّد عنوانك' }).waitFor()
    assert.equal(page.url(), `${product.url}/verify-email`)
    await page.goto('about:blank')
    await page.goto(await linkOf(mails, other, '/verify-email'))
    await page.getByRole('button', { name: 'تأكيد العنوان' }).click()
    await page.getByRole('heading', { name: 'هذا الرابط لا يعمل' }).waitFor()
    assert.deepEqual(expectedTroubles(troubles, [422, 404, 403, 400]), [])
  })
}

/** A second factor from its set-up to its end, by clicks alone. */
export const testSecondFactor = (running: () => Promise<Running>): void => {
  test('a second factor is set up, asked for at log-in, replaced by a recovery code and switched off', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const { product, mails } = await running()
    const { page, troubles } = await opened(t, { product, mails })
    const email = 'careful@example.com'
    await product.register(email)
    await logIn(page, product.url, email)

    await page.goto(`${product.url}/settings?tab=security`)
    await page.getByRole('button', { name: 'Set it up' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Current password' }).fill(password)
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await dialog.getByAltText('QR code for the authenticator app').waitFor()
    const shown = await dialog.getByRole('region', { name: 'Secret' }).innerText()
    const app = URI.parse(`otpauth://totp/a?secret=${shown.replace(/\s/g, '')}`)
    const code = (steps = 0): string =>
      app.generate({ timestamp: Date.now() + steps * period_ms } as never)
    await dialog.getByLabel('Code').fill(code())
    await dialog.getByRole('button', { name: 'Switch it on' }).click()
    const kept = dialog.getByRole('region', { name: 'Recovery codes' })
    const codes = (await kept.innerText()).trim().split('\n')
    assert.equal(codes.length, 10)
    const saving = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Download' }).click()
    assert.equal((await saving).suggestedFilename(), 'recovery-codes.txt')
    await dialog.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByText('10 recovery codes are left.').waitFor()

    const logOut = async (): Promise<void> => {
      await page.locator('header').getByRole('button').last().click()
      await page.getByRole('menuitem').last().click()
      await page.locator('input[name=email]').waitFor()
    }
    const enterPassword = async (): Promise<void> => {
      await page.locator('input[name=email]').fill(email)
      await page.locator('input[name=password]').fill(password)
      await page.locator('button[type=submit]').click()
    }
    await logOut()
    await enterPassword()
    await page.getByRole('heading', { name: 'Second step' }).waitFor()
    await page.getByLabel('Code').fill(code(-9))
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByRole('alert').filter({ hasText: /code/i }).waitFor()
    // The code of now was used up by the set-up.
    await page.getByLabel('Code').fill(code(1))
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.locator('nav').waitFor({ state: 'attached' })

    await speakArabic(page)
    await page.reload()
    await page.locator('nav').waitFor({ state: 'attached' })
    await logOut()
    await enterPassword()
    await page.getByRole('button', { name: 'التطبيق ليس معي' }).click()
    await page.getByLabel('رمز الاسترداد').fill(String(codes[0]))
    await page.getByRole('button', { name: 'تسجيل الدخول' }).click()
    await page.locator('nav').waitFor({ state: 'attached' })
    await page.goto(`${product.url}/settings?tab=security`)
    await page.getByText('بقيت 9 رموز استرداد.').waitFor()
    await page.getByRole('button', { name: 'إيقافه' }).click()
    await dialog.locator('input[name=current_password]').fill(password)
    await dialog.getByRole('button', { name: 'التطبيق ليس معي' }).click()
    await dialog.getByLabel('رمز الاسترداد').fill(String(codes[1]))
    await dialog.getByRole('button', { name: 'إيقافه' }).click()
    await page.getByRole('button', { name: 'إعداده' }).waitFor()
    const { status } = await product.call().post('/api/v1/auth/login', { email, password })
    assert.equal(status, 200)
    assert.deepEqual(expectedTroubles(troubles, [403, 422]), [])
  })
}
