import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import type { Product } from '../../testkit/product.ts'
import { logIn, speakArabic, violationsOf, watchPage } from './dashboard-fixture.ts'
import { leaveOutWithoutBrowser, openBrowser } from './fixture.ts'

/** The lines of the file that a click saves. */
const saved = async (page: Page, button: Locator): Promise<string[]> => {
  const saving = page.waitForEvent('download')
  await button.click()
  const text = await readFile(await (await saving).path(), 'utf8')
  return text.replace('\uFEFF', '').trimEnd().split('\r\n')
}

/** `email` has sent and received messages. */
export const testAnalyticsPage = (running: () => Promise<Product>, email: string): void => {
  test('messages are shown over time as a chart and as a table, by number and by webhook, and saved as CSV', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const product = await running()
    const { context } = await openBrowser(t, { extension: false })
    const page = await context.newPage()
    const troubles = watchPage(page)
    await logIn(page, product.url, email)
    await page.getByRole('link', { name: 'Analytics' }).click()
    await page.getByRole('img', { name: 'Messages by day' }).waitFor()
    assert.deepEqual(await violationsOf(page), [])
    const chart = page.getByRole('region', { name: 'Messages by day' }).first()
    await chart.getByRole('button', { name: 'As a table' }).click()
    assert.match(await chart.getByRole('table').innerText(), /Outgoing/)
    const days = await saved(page, chart.getByRole('button', { name: 'CSV' }))
    assert.equal(days.length, 8)
    const total = days.slice(1).reduce((sum, line) => sum + Number(line.split(',')[2]), 0)
    assert.ok(total >= 2, days.join('\n'))
    const [head = '', ...counts] = await saved(
      page,
      page.getByRole('button', { name: 'All counts as CSV' })
    )
    const column = head.split(',').indexOf('messages')
    const outbound = counts.filter((line) => line.includes('outbound'))
    assert.equal(
      outbound.reduce((sum, line) => sum + Number(line.split(',')[column]), 0),
      total
    )
    await page.getByRole('region', { name: 'Webhooks' }).getByText('/hook').waitFor()

    await page.getByLabel('Time', { exact: true }).selectOption('Today')
    await page.getByRole('heading', { name: 'Messages by hour' }).waitFor()
    await page.getByLabel('Time zone').selectOption('Asia/Tokyo')

    await speakArabic(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.reload()
    await page.getByRole('heading', { name: 'التحليلات' }).waitFor()
    await page.getByRole('heading', { name: 'الرسائل حسب الساعة' }).waitFor()
    await page.getByLabel('الوقت').selectOption('من يوم إلى يوم')
    await page.getByLabel('من', { exact: true }).fill('2026-01-01')
    await page.getByRole('img', { name: 'الرسائل حسب الأسبوع' }).waitFor()
    await page.getByLabel('المنطقة الزمنية').selectOption('UTC')
    assert.match(page.url(), /from=2026-01-01/)
    assert.deepEqual(await violationsOf(page), [])
    assert.deepEqual(troubles, [])
  })
}
