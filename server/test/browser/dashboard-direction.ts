import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import type { Product } from '../../testkit/product.ts'
import { logIn, speakArabic } from './dashboard-fixture.ts'
import { leaveOutWithoutBrowser, openBrowser } from './fixture.ts'

const arabic = 'نص عربي طويل يملأ جزءًا من الحقل'
const english = 'An English text that fills a part of the field'
/** Within what was typed, from whichever side it begins, and beside what begins at the other one. */
const inside_px = 60

/** Where the caret stands after a click so far from the left or the right edge of a field. */
const caretAt = async (field: Locator, side: 'left' | 'right'): Promise<number> => {
  const box = await field.boundingBox()
  assert.ok(box && box.width > 6 * inside_px, 'the field is wide enough to tell')
  const x = side === 'left' ? inside_px : box.width - inside_px
  await field.click({ position: { x, y: 14 } })
  return field.evaluate((element) => Number(Reflect.get(element, 'selectionStart')))
}

/** The side at which a text begins: a click into it is somewhere in its middle, one beside it at its end. */
const beginsAt = async (field: Locator, text: string): Promise<string> => {
  await field.fill(text)
  const middle = async (side: 'left' | 'right'): Promise<boolean> => {
    const caret = await caretAt(field, side)
    return caret > 0 && caret < text.length
  }
  const sides = [(await middle('left')) && 'left', (await middle('right')) && 'right']
  return sides.filter(Boolean).join(' and ')
}

/** What is typed begins where its own language does, whichever the page is read in. */
export const testTextDirection = (running: () => Promise<Product>): void => {
  test('Arabic begins at the right of a field of an English page, and English at the left of an Arabic one', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const product = await running()
    const email = 'direction@example.com'
    await product.register(email)
    const { context } = await openBrowser(t, { extension: false })
    const page = await context.newPage()
    await page.setViewportSize({ width: 1280, height: 844 })
    await logIn(page, product.url, email)
    const look = async (fields: (page: Page) => Locator[]): Promise<void> => {
      await page.goto(`${product.url}/settings?tab=plan`)
      for (const field of fields(page)) {
        assert.equal(await beginsAt(field, arabic), 'right')
        assert.equal(await beginsAt(field, english), 'left')
      }
    }
    const fields = (on: Page): Locator[] => [
      on.locator('input[name=name]'),
      on.locator('textarea[name=address]')
    ]
    await look(fields)
    await speakArabic(page)
    await look(fields)
  })
}
