import { chromium, type Page } from 'playwright-core'
import type { Scope } from './scope.ts'

/** A window of Chromium of its own, logged in to the dashboard. */
export const openPage = async (
  scope: Scope,
  url: string,
  login: { email: string; password: string }
): Promise<Page> => {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    chromiumSandbox: false,
    headless: true,
    args: [
      '--headless=new',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'
    ]
  })
  scope.after(() => browser.close())
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce'
  })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  await page.goto(`${url}/login`)
  await page.locator('input[name=email]').fill(login.email)
  await page.locator('input[name=password]').fill(login.password)
  await page.locator('button[type=submit]').click()
  await page.locator('nav').waitFor({ state: 'attached' })
  return page
}

/**
 * How long a page takes from what somebody does to the first picture in which this is so, in milliseconds: from the time
 * that the browser gives the event of that kind to the frame after the one in which `is_done` has become true.
 */
export const timeOf = async (
  page: Page,
  kind: 'click' | 'input' | 'change',
  act: () => Promise<unknown>,
  is_done: string
): Promise<number> => {
  await page.evaluate(`(() => {
    let began
    const begin = (event) => { began = event.timeStamp }
    addEventListener('${kind}', begin, true)
    window.measured = new Promise((resolve, reject) => {
      const gives_up = performance.now() + 30000
      const look = () => {
        if (performance.now() > gives_up) return reject(new Error('never so: ' + ${JSON.stringify(is_done)}))
        if (began === undefined || !(${is_done})) return requestAnimationFrame(look)
        requestAnimationFrame(() => {
          removeEventListener('${kind}', begin, true)
          resolve(performance.now() - began)
        })
      }
      requestAnimationFrame(look)
    })
    window.measured.catch(() => undefined)
  })()`)
  await act()
  return (await page.evaluate('window.measured')) as number
}

/** The longest time without a new frame while this is done, in milliseconds. */
export const longestFrame = async (page: Page, act: () => Promise<unknown>): Promise<number> => {
  await page.evaluate(`(() => {
    let last = performance.now()
    window.longest = 0
    window.watching = true
    const frame = () => {
      const now = performance.now()
      window.longest = Math.max(window.longest, now - last)
      last = now
      if (window.watching) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })()`)
  await act()
  return (await page.evaluate('window.watching = false, window.longest')) as number
}

/** What the scripts of a page hold in memory after their garbage was collected, in MB. */
export const heapOf = async (page: Page): Promise<number> => {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  await devtools.detach()
  return usedSize / 1_000_000
}
