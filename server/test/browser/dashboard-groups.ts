import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkSession } from '../../testkit/link.ts'
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

/** A group from its first member to the day it is left, by clicks alone. */
export const testGroups = (running: () => Promise<Product>): void => {
  test('a group is made, its members and rules are changed, who asks is let in, and it is left', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const product = await running()
    const { simulator } = product
    const email = 'groups@example.com'
    const customer = await product.register(email)
    const { session } = await linkSession(product, customer, 'Club')
    const [amal, badr, carla] = [
      await simulator.createPhone({}),
      await simulator.createPhone({}),
      await simulator.createPhone({})
    ]
    const { context } = await openBrowser(t, { extension: false })
    const page = await context.newPage()
    const troubles = watchPage(page)
    await logIn(page, product.url, email)
    await page.getByRole('link', { name: 'Chats' }).click()
    await page.getByRole('link', { name: 'Groups' }).click()
    await page.getByRole('heading', { name: 'No group yet' }).waitFor()
    await page.getByRole('button', { name: 'Create a group' }).click()
    const dialog = page.getByRole('dialog', { name: 'Create a group' })
    await dialog.getByLabel('Name').fill('Walkers')
    await dialog.getByLabel('Members').fill(`+${amal.number}`)
    assert.deepEqual(await violationsOf(page), [])
    await dialog.getByRole('button', { name: 'Create' }).click()

    const sheet = page.getByRole('dialog', { name: 'Walkers' })
    const memberOf = (number: string) =>
      sheet.getByRole('button', { name: new RegExp(`Actions of .*${number}`) })
    await memberOf(amal.number).waitFor()
    await sheet.getByLabel('Add members', { exact: true }).fill(`+${badr.number}`)
    await sheet.getByRole('button', { name: 'Add', exact: true }).click()
    await memberOf(badr.number).click()
    await page.getByRole('menuitem', { name: 'Make an admin' }).click()
    await sheet.getByText('Admin', { exact: true }).waitFor()
    await memberOf(amal.number).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await memberOf(amal.number).waitFor({ state: 'detached' })

    const [listed] = (await customer.get(`/api/v1/sessions/${session.id}/groups`)).body.data
    const group = async () =>
      (await customer.get(`/api/v1/sessions/${session.id}/groups/${listed.id}`)).body
    await sheet.getByLabel('Description', { exact: true }).fill('On Fridays')
    await sheet.getByRole('switch', { name: 'Only admins write' }).click()
    await sheet.getByRole('switch', { name: 'Admins let people in' }).click()
    await sheet.getByLabel('Messages disappear').selectOption('604800')
    await sheet.getByRole('button', { name: 'Save' }).click()
    await sheet.getByText('Nobody asks.').waitFor()
    const { description, settings } = await group()
    assert.deepEqual(
      [description, settings.only_admins_send, settings.join_approval, settings.disappearing_s],
      ['On Fridays', true, true, 604_800]
    )
    const invitation = sheet.getByRole('region', { name: 'Invitation' })
    const before = await invitation.innerText()
    await sheet.getByRole('button', { name: 'Replace the link' }).click()
    const question = page.getByRole('dialog', { name: 'Replace the link?' })
    await question.getByRole('button', { name: 'Replace it' }).click()
    await until('another link is shown', async () => (await invitation.innerText()) !== before)
    const code = (await invitation.innerText()).split('/').at(-1) ?? ''
    await simulator.joinGroup(carla.number, { code })
    await sheet.getByRole('button', { name: 'Let in' }).click()
    await memberOf(carla.number).waitFor()
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'group en')

    await speakArabic(page)
    await page.reload()
    await sheet.getByRole('button', { name: 'مغادرة المجموعة' }).waitFor()
    await sheet.getByRole('heading', { name: 'الدعوة' }).waitFor()
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'group ar')
    await sheet.getByRole('button', { name: 'مغادرة المجموعة' }).click()
    const leaving = page.getByRole('dialog', { name: 'مغادرة المجموعة؟' })
    await leaving.getByRole('button', { name: 'مغادرة' }).click()
    await page.getByRole('heading', { name: 'لا مجموعة بعد' }).waitFor()
    assert.deepEqual(expectedTroubles(troubles, [409]), [])
  })
}
