import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { type Db, openDb } from '../server/src/lib/db.ts'
import { createKeyRing } from '../server/src/lib/key-ring.ts'
import { readConfig } from '../server/src/main/config/config.ts'
import { findDashboard } from '../server/src/main/dashboard.ts'
import { startEmbeddedPostgres } from '../server/src/main/embedded/embedded-postgres.ts'
import { startGatewayApi } from '../server/src/main/gateway-api.ts'
import { migrateDatabase } from '../server/src/main/migrate-database.ts'
import { median } from './support/figures.ts'
import { heapOf, longestFrame, openPage, timeOf } from './support/open-page.ts'
import { type Scope, withScope } from './support/scope.ts'
import { seedLists } from './support/seed-lists.ts'
import { printTable } from './support/table.ts'

// How long the dashboard takes to show what somebody asks for, in the account of a customer who has very much, next to one
// with next to nothing: node bench/dashboard.ts [--messages 100000] [--chats 5000] [--numbers 500] [--rounds 10]
// Needs the dashboard (npm run dashboard:build) and Chromium.
const { values: given } = parseArgs({
  options: {
    messages: { type: 'string', default: '100000' },
    chats: { type: 'string', default: '5000' },
    numbers: { type: 'string', default: '500' },
    rounds: { type: 'string', default: '10' }
  }
})
type Size = { messages: number; chats: number; numbers: number }
const large: Size = {
  messages: Number(given.messages),
  chats: Number(given.chats),
  numbers: Number(given.numbers)
}
const small: Size = { messages: 20, chats: 3, numbers: 1 }
const rounds = Number(given.rounds)
const goal_ms = 100
const password = 'correct horse battery'

const start = async (scope: Scope) => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  scope.after(() => rm(folder, { recursive: true, force: true }))
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'))
  scope.after(() => postgres.stop())
  await postgres.createDatabase('gateway')
  await migrateDatabase(postgres.url('gateway', 'wa_owner'))
  const owner = openDb({
    url: postgres.url('gateway', 'wa_owner'),
    connections_max: 1,
    application_name: 'bench'
  })
  scope.after(() => owner.close())
  const config = readConfig({
    GATEWAY_PORT: '0',
    LOG_LEVEL: 'warn',
    TENANT_REQUESTS_PER_MINUTE: '0',
    DASHBOARD: 'on'
  })
  const dashboard = findDashboard(config)
  if (dashboard?.state() !== 'ready') throw new Error('first: npm run dashboard:build')
  const gateway = await startGatewayApi({
    config,
    dashboard,
    secrets: {
      jwt_secret: createKeyRing([Buffer.alloc(32, 1)]),
      control_secret: createKeyRing([Buffer.alloc(32, 2)]),
      webhook_key: createKeyRing([Buffer.alloc(32, 3)])
    },
    database_url: postgres.url('gateway', 'wa_tenant')
  })
  scope.after(() => gateway.stop())
  return { owner, url: gateway.address }
}

/** A customer with so much, and their page. */
const customer = async (
  scope: Scope,
  { owner, url }: { owner: Db; url: string },
  email: string,
  size: Size
): Promise<Page> => {
  const registered = await fetch(`${url}/api/v1/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password, name: 'A' })
  })
  if (!registered.ok) throw new Error(await registered.text())
  const [tenant] = await owner.query<{ tenant_id: string }>(
    'select tenant_id from users where email = $1',
    [email]
  )
  const tenant_id = tenant?.tenant_id ?? ''
  await seedLists(owner, { ...size, contacts: size.chats }, tenant_id)
  // Newest first: the number with the chats is the first of the list, so it is the one whose chats are opened.
  await owner.query(
    `insert into sessions (id, tenant_id, session_name, status, desired, jid, created_at)
     select 'ses_' || lpad(to_hex(nth), 32, '0'), $1, 'number ' || nth, 'stopped', 'stopped', (201100000000 + nth) || '@s.whatsapp.net', now() - interval '1 year'
     from generate_series(2, $2::int) nth`,
    [tenant_id, size.numbers]
  )
  return openPage(scope, url, { email, password })
}

const rows = `[...document.querySelectorAll('tr[data-index]')]`
const entries = `[...document.querySelectorAll('button[aria-current]:not(nav *)')]`
const cards = `[...document.querySelectorAll('main article')]`
const cards_in_sight = 8
const is_loaded = `!document.querySelector('main [aria-busy=true]')`

/** Turns the wheel until this is so. */
const scrollTo = async (page: Page, reached: string): Promise<void> => {
  await page.mouse.move(600, 500)
  for (let step = 0; step < 120; step++) {
    await page.mouse.wheel(0, 400)
    if (await page.evaluate(reached)) return
  }
  throw new Error('the end of what was to be scrolled did not come')
}

/** What is done in each round, with how long it took. Leaving the page before is part of opening the next one. */
const round = async (page: Page, size: Size, note: (name: string, ms: number) => void) => {
  const menu = (name: string) => () =>
    page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
  const timed = async (
    name: string,
    ...asked: [Parameters<typeof timeOf>[1], () => Promise<unknown>, string]
  ) => note(name, await timeOf(page, ...asked))

  await timed(
    'messages: opened, from the numbers',
    'click',
    menu('Messages'),
    `${is_loaded} && ${rows}.length > 0`
  )
  const far = Math.min(size.messages - 1, 150)
  note(
    'messages: longest frame while scrolling',
    await longestFrame(page, () =>
      scrollTo(page, `${rows}.some((row) => Number(row.dataset.index) >= ${far})`)
    )
  )
  await page.evaluate('scrollTo(0, 0)')
  const state = page.getByLabel('State', { exact: true })
  const only = (badge: string) =>
    `${is_loaded} && location.search.includes('${badge.toLowerCase()}') && ${rows}.every((row) => row.textContent.startsWith('${badge}'))`
  await timed('messages: filtered', 'change', () => state.selectOption('sent'), only('Sent'))
  await state.selectOption('')
  const search = page.getByLabel('Search in messages')
  await timed(
    'messages: searched, 300 ms of them waiting for the next letter',
    'input',
    () => search.fill('number 16'),
    `${is_loaded} && location.search.includes('number') && ${rows}.every((row) => /number 16|Picture|Document|Sticker/.test(row.textContent))`
  )
  await search.fill('')

  await timed(
    'chats: opened, from the messages',
    'click',
    menu('Chats'),
    `${is_loaded} && ${entries}.length > 0`
  )
  const third = page.locator('button[aria-current]:not(nav *)').nth(2)
  await timed(
    'chats: a chat opened',
    'click',
    () => third.click(),
    `document.querySelectorAll('section[aria-label=Messages] article').length > 0 && ${entries}[2].getAttribute('aria-current') === 'true'`
  )
  await timed(
    'chats: searched',
    'input',
    () => page.getByLabel('Search chats').fill('Person'),
    `${entries}.every((one) => one.textContent.includes('Person'))`
  )
  await page.getByLabel('Search chats').fill('')
  await timed(
    'numbers: opened, from a chat',
    'click',
    menu('Numbers'),
    `${cards}.length >= ${Math.min(size.numbers, cards_in_sight)}`
  )
  note(
    'numbers: longest frame while scrolling',
    await longestFrame(page, () =>
      scrollTo(
        page,
        `${cards}.some((card) => Number(card.ariaPosInSet) >= ${Math.min(size.numbers, 150)})`
      )
    )
  )
}

type Figures = { times: Map<string, number[]>; heap_mb: number[] }

const measure = async (page: Page, size: Size): Promise<Figures> => {
  const times = new Map<string, number[]>()
  const heap_mb: number[] = []
  for (let nth = 0; nth < rounds; nth++) {
    await round(page, size, (name, ms) => times.set(name, [...(times.get(name) ?? []), ms]))
    heap_mb.push(await heapOf(page))
  }
  return { times, heap_mb }
}

await withScope(async (scope) => {
  const service = await start(scope)
  const much = await measure(await customer(scope, service, 'much@example.com', large), large)
  const little = await measure(await customer(scope, service, 'little@example.com', small), small)
  const counted = `${large.messages} messages, ${large.chats} chats, ${large.numbers} numbers`
  printTable(
    `The dashboard with ${counted}, next to ${small.messages}, ${small.chats} and ${small.numbers}; goal: ${goal_ms} ms`,
    [
      'ms from the click to the picture',
      'first',
      'median',
      'slowest',
      'first, little',
      'median, little',
      'median'
    ],
    [...much.times].map(([name, times]) => {
      const next_to = little.times.get(name) ?? []
      const usual = median(times)
      return [
        name,
        times[0],
        usual,
        Math.max(...times),
        next_to[0],
        median(next_to),
        usual <= goal_ms ? 'within' : 'beyond'
      ]
    })
  )
  printTable(
    'What the scripts of the page hold, after garbage was collected',
    ['MB', 'after the first round', `after ${rounds}`],
    [
      ['much', much.heap_mb[0], much.heap_mb.at(-1)],
      ['little', little.heap_mb[0], little.heap_mb.at(-1)]
    ]
  )
})
