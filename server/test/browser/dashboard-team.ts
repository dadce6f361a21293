import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../testkit/until.ts'
import { linkOf, type Running } from './dashboard-account.ts'
import {
  expectedTroubles,
  keepPicture,
  logIn,
  speakArabic,
  violationsOf,
  watchPage
} from './dashboard-fixture.ts'
import { leaveOutWithoutBrowser, openBrowser } from './fixture.ts'

/** Two people in one account, and one of them in two, by clicks alone. */
export const testTeam = (running: () => Promise<Running>): void => {
  test('somebody is invited, joins with the link, is given another role, and goes to and fro between two accounts', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const { product, mails } = await running()
    const [email, known] = ['team-owner@example.com', 'team-known@example.com']
    const owner = await product.register(email)
    await product.register(known)
    const { context } = await openBrowser(t, { extension: false })
    const page = await context.newPage()
    const troubles = watchPage(page)
    await logIn(page, product.url, email)
    await page.goto(`${product.url}/settings?tab=team`)
    const invite = async (address: string, role: string): Promise<string> => {
      await page.getByRole('button', { name: 'Invite somebody' }).click()
      const dialog = page.getByRole('dialog', { name: 'Invite somebody' })
      await dialog.getByLabel('E-mail address').fill(address)
      await dialog.getByLabel('Role').selectOption({ label: role })
      assert.deepEqual(await violationsOf(page), [])
      await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
      await page.getByText(address).waitFor()
      return linkOf(mails, address, '/invitation')
    }
    const anew = await invite('team-new@example.com', 'Agent')
    const again = await invite(known, 'Viewer')
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'team en light')

    const other = (await openBrowser(t, { extension: false })).context
    const newcomer = await other.newPage()
    await newcomer.goto(anew)
    await newcomer.getByLabel('Name').fill('Omar')
    await newcomer.locator('input[name=password]').fill('a long way from home')
    assert.deepEqual(await violationsOf(newcomer), [])
    await newcomer.getByRole('button', { name: 'Join the team' }).click()
    await newcomer.getByRole('button', { name: 'Your account' }).waitFor()
    await newcomer.goto(anew)
    await newcomer.getByText('This link does not work').waitFor()

    const third = (await openBrowser(t, { extension: false })).context
    const person = await third.newPage()
    await logIn(person, product.url, known)
    await person.goto(again)
    await person.locator('input[name=password]').fill('correct horse battery')
    await person.getByRole('button', { name: 'Join the team' }).click()
    await person.getByRole('button', { name: 'Your account' }).click()
    const switched = person.waitForEvent('domcontentloaded')
    await person.getByRole('menuitem', { name: /^Switch to/ }).click()
    await switched
    await person.getByRole('button', { name: 'Your account' }).waitFor()
    await person.goto(`${product.url}/settings?tab=team`)
    await person.getByRole('heading', { name: 'Your role' }).waitFor()
    assert.equal(await person.getByText(email).count(), 0, 'it is the own account again')

    await page.reload()
    const row = page.getByRole('row', { name: /team-new/ })
    await row.getByLabel('Role').selectOption({ label: 'Developer' })
    await until('the role has changed', async () => {
      const { data } = (await owner.get('/api/v1/memberships')).body
      return data.some(
        (one: { email: string; role: string }) =>
          one.email.startsWith('team-new') && one.role === 'developer'
      )
    })
    await speakArabic(page)
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await page.reload()
    await page.getByText('الأعضاء').waitFor()
    assert.deepEqual(await violationsOf(page), [])
    await keepPicture(page, 'team ar dark')
    assert.deepEqual(expectedTroubles(troubles, []), [])
  })
}
