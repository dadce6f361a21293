import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** What goes wrong in a page from now on: errors of its console and requests that fail or are refused. */
export const watchPage = (page: Page): string[] => {
  const troubles: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`))
  page.on('response', (answer) => {
    if (answer.status() >= 400) troubles.push(`${answer.status()} ${answer.url()}`)
  })
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    // What a page gives up itself when it is left is no failure.
    if (!reason.includes('ERR_ABORTED')) troubles.push(`${reason} ${request.url()}`)
  })
  return troubles
}

/** What went wrong besides answers with these numbers, of which the console of the browser tells as well. */
export const expectedTroubles = (troubles: string[], statuses: number[]): string[] =>
  troubles.filter(
    (trouble) =>
      !statuses.some(
        (status) => trouble.startsWith(`${status} `) || trouble.includes(`status of ${status} `)
      )
  )

export const logIn = async (
  page: Page,
  url: string,
  address: string,
  password = 'correct horse battery'
): Promise<void> => {
  await page.goto(`${url}/login`)
  await page.locator('input[name=email]').fill(address)
  await page.locator('input[name=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.locator('nav').waitFor({ state: 'attached' })
}

/** From the next page on. */
export const speakArabic = (page: Page): Promise<unknown> =>
  page.evaluate(`localStorage.setItem('preferences', JSON.stringify({ language: 'ar' }))`)

/** What axe has against a page as it is now. */
export const violationsOf = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

/** A server of a customer that takes every webhook. */
export const startReceiver = async (t: TestContext) => {
  let taken = 0
  const server = createServer((request, answer) => {
    request.resume()
    taken += 1
    answer.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/hook`, taken: () => taken }
}

type Chunk = { file: string; imports?: string[]; css?: string[]; isEntry?: boolean; src?: string }

/** Bytes, compressed, of the scripts and styles that a browser needs for the login and the first page behind it. */
export const firstLoad = (
  manifest: Record<string, Chunk>,
  read: (file: string) => Buffer
): number => {
  const files = new Set<string>()
  const seen = new Set<string>()
  const add = (name: string): void => {
    const chunk = manifest[name]
    if (!chunk || seen.has(name)) return
    seen.add(name)
    files.add(chunk.file)
    for (const file of chunk.css ?? []) files.add(file)
    for (const one of chunk.imports ?? []) add(one)
  }
  for (const [name, { isEntry }] of Object.entries(manifest)) if (isEntry) add(name)
  add('src/pages/home/page.tsx')
  add('src/locales/ar.po')
  return [...files]
    .filter((file) => /\.(js|css)$/.test(file))
    .reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0)
}

/** A picture of the page as it is now, to be looked at, in the folder that SCREENSHOTS names; none without. */
export const keepPicture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['SCREENSHOTS']
  if (!folder) return
  const path = join(folder, `${name.replaceAll(' ', '-')}.png`)
  await page.screenshot({ path, fullPage: true })
}
