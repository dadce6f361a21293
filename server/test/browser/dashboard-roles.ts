import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '../../src/domain/ids.ts'
import type { MemberRole } from '../../src/domain/user.ts'
import { openDb } from '../../src/lib/db.ts'
import { startEmbeddedPostgres } from '../../src/main/embedded/embedded-postgres.ts'
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

const boss = 'roles@example.com'
const addressOf = (role: MemberRole): string => `roles-${role}@example.com`
const refusal = 'Your role in the team does not allow this.'

const openOwner = async (t: TestContext, product: Product) => {
  const server = await startEmbeddedPostgres(join(product.data_dir, 'postgres'))
  const url = server.url('gateway', 'wa_owner')
  const owner = openDb({ url, connections_max: 1, application_name: 'test' })
  t.after(() => owner.close())
  return owner
}
type Owner = Awaited<ReturnType<typeof openOwner>>

/** Somebody else in the team, with the same password. */
const addMember = async (owner: Owner, role: MemberRole): Promise<void> => {
  const user_id = newId('user')
  await owner.query(
    `insert into users (id, tenant_id, email, name, password_hash)
     select $1, tenant_id, $2, 'Sam', password_hash from users where email = $3`,
    [user_id, addressOf(role), boss]
  )
  await owner.query(
    `insert into memberships (id, tenant_id, user_id, role)
     select $1, tenant_id, id, $2 from users where id = $3`,
    [newId('membership'), role, user_id]
  )
}

type Visit = { page: Page; url: string; troubles: string[] }

const visit = async (t: TestContext, product: Product, role: MemberRole): Promise<Visit> => {
  const { context } = await openBrowser(t, { extension: false })
  const page = await context.newPage()
  const troubles = watchPage(page)
  await logIn(page, product.url, addressOf(role))
  return { page, url: product.url, troubles }
}

const menuOf = async (page: Page): Promise<string[]> => {
  const links = page.getByRole('navigation', { name: 'Pages' }).getByRole('link')
  return (await links.allInnerTexts()).filter((name) => !name.startsWith('Document'))
}

/** It is there, says why it does nothing, and does nothing. */
const isRefused = async (page: Page, name: string): Promise<void> => {
  const button = page.getByRole('button', { name, exact: true }).first()
  await button.waitFor()
  assert.equal(await button.getAttribute('aria-disabled'), 'true', name)
  const said = await button.getAttribute('aria-describedby')
  assert.match((await page.locator(`[id="${said}"]`).textContent()) ?? '', /Your role in the team/)
  await button.focus()
  await page.getByRole('tooltip').getByText(refusal).first().waitFor()
  await page.keyboard.press('Enter')
  assert.equal(await page.getByRole('dialog').count(), 0, name)
}

const seeAsViewer = async ({ page, url, troubles }: Visit): Promise<void> => {
  assert.deepEqual(await menuOf(page), [
    'Home',
    'Numbers',
    'Chats',
    'Messages',
    'Analytics',
    'Developers',
    'Settings'
  ])
  assert.equal(await page.getByText('Your first message').count(), 0)
  await page.goto(`${url}/numbers`)
  await isRefused(page, 'Link a number')
  assert.equal(await page.getByRole('button', { name: 'Actions of Bakery' }).count(), 0)
  assert.deepEqual(await violationsOf(page), [])
  await keepPicture(page, 'roles viewer numbers')
  await page.getByRole('button', { name: 'Details' }).click()
  const sheet = page.getByRole('dialog', { name: 'Bakery' })
  await sheet.getByText(refusal).waitFor()
  assert.equal(await sheet.getByRole('button', { name: 'Save' }).isDisabled(), true)
  assert.deepEqual(await violationsOf(page), [])
  await keepPicture(page, 'roles viewer number')
  await page.goto(`${url}/chats`)
  await page.getByText('hello there').first().click()
  await page.getByText('With your role you can read this chat, but not write in it.').waitFor()
  assert.equal(await page.getByLabel('Write a message').count(), 0)
  assert.equal(await page.getByRole('button', { name: 'Answer this message' }).count(), 0)
  await page.goto(`${url}/messages`)
  await page.getByText('hello there').first().waitFor()
  assert.equal(await page.getByRole('link', { name: 'Send to many' }).count(), 0)
  await page.goto(`${url}/messages/bulk`)
  await page.getByRole('heading', { name: 'Your role does not include this page' }).waitFor()
  assert.deepEqual(await violationsOf(page), [])
  await page.goto(`${url}/messages/templates?template=new`)
  await isRefused(page, 'Create a template')
  await page.goto(`${url}/messages/opt-outs?open=add`)
  await isRefused(page, 'Add somebody')
  await page.goto(`${url}/developers`)
  await isRefused(page, 'Create a key')
  await isRefused(page, 'Revoke')
  for (const [tab, button] of Object.entries({
    webhooks: 'Create a webhook',
    incoming: 'Create an address'
  })) {
    await page.goto(`${url}/developers?tab=${tab}`)
    await isRefused(page, button)
  }
  await page.goto(`${url}/settings?tab=branding`)
  await page.getByText(refusal).waitFor()
  assert.equal(await page.getByRole('tab', { name: 'Your data' }).count(), 0)
  await page.goto(`${url}/analytics`)
  await page.getByRole('heading', { name: 'Analytics' }).waitFor()
  assert.deepEqual(troubles, [])
}

const seeAsAgent = async ({ page, url, troubles }: Visit): Promise<void> => {
  assert.deepEqual(await menuOf(page), ['Home', 'Numbers', 'Chats', 'Messages', 'Settings'])
  await page.goto(`${url}/chats`)
  await page.getByText('hello there').first().click()
  await page.getByLabel('Write a message').fill('from the agent')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('article').getByText('from the agent').waitFor()
  await page.goto(`${url}/numbers`)
  await isRefused(page, 'Link a number')
  for (const path of ['/analytics', '/developers?tab=keys']) {
    await page.goto(`${url}${path}`)
    await page.getByRole('heading', { name: 'Your role does not include this page' }).waitFor()
  }
  await keepPicture(page, 'roles agent not allowed')
  await page.goto(`${url}/settings?tab=audit`)
  const tabs = page.getByRole('main').getByRole('tab')
  await tabs.first().waitFor()
  const shown = await tabs.allInnerTexts()
  for (const hidden of ['Plan and usage', 'Linking page', 'Audit log', 'Your data'])
    assert.ok(!shown.includes(hidden), hidden)
  assert.ok(shown.includes('Security'))
  await page.keyboard.press('Control+K')
  const field = page.getByRole('combobox', { name: 'Go to a page, a number or a chat' })
  await field.fill('security')
  const found = page.getByRole('option', { name: 'Security' })
  await found.waitFor()
  await field.fill('audit')
  await found.waitFor({ state: 'detached' })
  assert.equal(await page.getByRole('option', { name: 'Audit log' }).count(), 0)
  await page.keyboard.press('Escape')
  assert.deepEqual(troubles, [])
}

const seeAsBilling = async ({ page, url, troubles }: Visit): Promise<void> => {
  assert.deepEqual(await menuOf(page), ['Home', 'Settings'])
  await page
    .getByRole('heading', { name: 'Your role does not include numbers and messages' })
    .waitFor()
  assert.deepEqual(await violationsOf(page), [])
  await speakArabic(page)
  await page.reload()
  await page.getByRole('heading', { name: 'لا يشمل دورك الأرقام والرسائل' }).waitFor()
  await keepPicture(page, 'roles billing home ar')
  await page.getByRole('link', { name: 'الخطة والاستخدام' }).click()
  await page.waitForURL('**/settings?tab=plan')
  for (const path of ['/numbers', '/chats', '/messages', '/messages/opt-outs']) {
    await page.goto(`${url}${path}`)
    await page.getByRole('heading', { name: 'لا يشمل دورك هذه الصفحة' }).waitFor()
  }
  assert.deepEqual(troubles, [])
}

/** Their role is changed while a page is open: it adapts with the first refusal. */
const loseRole = async (
  { page, url, troubles }: Visit,
  change: () => Promise<unknown>
): Promise<void> => {
  await page.goto(`${url}/settings?tab=branding`)
  await page.getByText(refusal).waitFor()
  await page.goto(`${url}/numbers`)
  const menu = page.getByRole('button', { name: 'Actions of Bakery' })
  await menu.waitFor()
  assert.deepEqual(troubles, [])
  await change()
  await menu.click()
  await page.getByRole('menuitem', { name: 'Restart' }).click()
  await menu.waitFor({ state: 'detached' })
  const link = page.getByRole('button', { name: 'Link a number' })
  assert.equal(await link.getAttribute('aria-disabled'), 'true')
  assert.deepEqual(expectedTroubles(troubles, [403]), [])
}

/** What the role of a member does not allow is not shown, or says why it cannot be used; nothing that is refused is asked for. */
export const testRoles = (running: () => Promise<Product>): void => {
  test('a viewer, an agent and a billing member see what their role allows, and nothing they open is refused', async (t) => {
    if (leaveOutWithoutBrowser(t)) return
    const product = await running()
    await until('the dashboard is built', async () => (await fetch(product.url)).ok, 120_000)
    const customer = await product.register(boss)
    const { phone } = await linkSession(product, customer, 'Bakery')
    const friend = await product.simulator.createPhone({ name: 'Zoë' })
    await product.simulator.say(friend.number, { to: phone.number, text: 'hello there' })
    const made = await customer.post('/api/v1/api-keys', {
      name: 'Shop',
      scopes: ['messages:read']
    })
    assert.equal(made.status, 201)
    const owner = await openOwner(t, product)
    for (const role of ['viewer', 'agent', 'billing'] as const) await addMember(owner, role)
    await seeAsViewer(await visit(t, product, 'viewer'))
    await seeAsAgent(await visit(t, product, 'agent'))
    await seeAsBilling(await visit(t, product, 'billing'))

    await addMember(owner, 'developer')
    await loseRole(await visit(t, product, 'developer'), () =>
      owner.query(
        "update memberships set role = 'viewer' where user_id = (select id from users where email = $1)",
        [addressOf('developer')]
      )
    )
  })
}
