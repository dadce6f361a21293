import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { scanSession, waitStatus } from '../../testkit/link.ts'
import { type Product, startProduct } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'
import {
  type Browser,
  createPasskey,
  holdPasskey,
  leaveOutWithoutBrowser,
  openBrowser,
  type Passkey
} from './fixture.ts'

const ends: (() => unknown)[] = []
after(async () => {
  for (const end of ends.reverse()) await end()
})

let started: Promise<Product> | undefined
/** One product for all; each test has a customer of its own. */
const runningProduct = (): Promise<Product> => {
  started ??= startProduct({ after: (end) => ends.push(end) })
  return started
}

type Linking = {
  product: Product
  page: Page
  passkey: Passkey
  number: string
  /** Waits for a code on the page and scans it; resolves when the phone has linked the session, with what went wrong if not. */
  scan(): Promise<{ done: Promise<string | null> }>
  connected(): Promise<unknown>
}

/** A session whose linking page is open, and a phone that is protected by a passkey. */
const begin = async ({ context }: Browser, { guest = false } = {}): Promise<Linking> => {
  const product = await runningProduct()
  const customer = await product.register()
  const { body: session } = await customer.post('/api/v1/sessions', { session_name: 'by page' })
  await customer.post(`/api/v1/sessions/${session.id}/start`)
  const passkey = createPasskey()
  const { number } = await product.simulator.createPhone({})
  const { credential_id, public_key } = passkey
  await product.simulator.setPasskey(number, { credential_id, public_key })
  const page = await context.newPage()
  const made = guest && (await customer.post(`/api/v1/sessions/${session.id}/link-token`, {}))
  const path = made ? made.body.path : `/session/${session.id}#token=${customer.token}`
  await page.goto(`${product.auth_url}${path}`)
  const scan = async () => {
    await page.getByAltText('QR code to scan with WhatsApp').waitFor()
    const done = scanSession(product, customer, session.id, number).then(
      () => null,
      (error: Error) => error.message
    )
    await page.getByRole('heading', { name: 'This number is protected by a passkey' }).waitFor()
    return { done }
  }
  return {
    product,
    page,
    passkey,
    number,
    scan,
    connected: () => waitStatus(customer, session.id, 'connected')
  }
}

const open_link = 'Open WhatsApp Web'
const sign_button = 'Sign with the passkey'
const linked_text = 'The number is linked. You may close this page.'

/** A request as a page of another kind would write it. */
const requestOf = (answer_to: string, options: object = {}): string =>
  `https://web.whatsapp.com/#gateway-passkey=${Buffer.from(
    JSON.stringify({
      version: 1,
      nonce: 'a'.repeat(32),
      answer_to,
      expires_at: Date.now() + 600_000,
      options: {
        challenge: Buffer.alloc(32, 1).toString('base64url'),
        rpId: 'whatsapp.com',
        allowCredentials: [],
        userVerification: 'required',
        ...options
      }
    })
  ).toString('base64url')}`

test('with the extension: the page opens a tab, the card there names it, its owner signs, and the number is linked', async (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const browser = await openBrowser(t, { extension: true })
  const { product, page, passkey, number, scan, connected } = await begin(browser)
  const { done } = await scan()
  const tab = await browser.opened(() => page.getByRole('link', { name: open_link }).click())
  await holdPasskey(tab, passkey)
  const card = tab.getByRole('dialog', { name: 'Link your WhatsApp account?' })
  await card.getByText(`${product.auth_url} asks to be linked`).waitFor()
  assert.equal(await tab.evaluate('opener'), null)
  assert.equal(await tab.evaluate('location.hash'), '')
  await card.getByRole('button', { name: sign_button }).click()
  await page.getByText(linked_text).waitFor()
  assert.equal(await done, null)
  await connected()
  assert.equal((await product.simulator.passkeyCode(number)).proven, true)
  await until('the tab has closed itself', () => tab.isClosed())
})

test('without the extension: a text for the console signs, and what it shows is handed in on the page', async (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const browser = await openBrowser(t, { extension: false })
  const { page, passkey, scan, connected } = await begin(browser)
  const { done } = await scan()
  await page.getByText('Without the extension', { exact: true }).click()
  const text = await page.getByLabel('Text for the console').inputValue()
  assert.equal(text.includes('token'), false)
  await page.getByRole('textbox', { name: 'The signature' }).fill('{"id":"x"}')
  await page.getByRole('button', { name: 'Hand it in' }).click()
  await page.getByRole('alert').getByText('A part of the signature is missing').waitFor()

  const tab = await browser.context.newPage()
  await tab.goto('https://web.whatsapp.com/')
  await holdPasskey(tab, passkey)
  await tab.evaluate(text)
  await tab.getByRole('button', { name: sign_button }).click()
  await tab.getByRole('button', { name: 'Copy' }).click()
  const signature = await tab.getByRole('textbox').inputValue()
  await page.getByRole('textbox', { name: 'The signature' }).fill(signature)
  await page.getByRole('button', { name: 'Hand it in' }).click()
  await page.getByText(linked_text).waitFor()
  assert.equal(await done, null)
  await connected()
})

test('without the extension: the tab that signed can hand the signature over by itself', async (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const browser = await openBrowser(t, { extension: false })
  const { page, passkey, scan, connected } = await begin(browser)
  await scan()
  const text = await page.getByLabel('Text for the console').inputValue()
  const tab = await browser.context.newPage()
  await tab.goto('https://web.whatsapp.com/')
  await holdPasskey(tab, passkey)
  await tab.evaluate(text)
  await tab.getByRole('button', { name: sign_button }).click()
  await tab.getByRole('button', { name: 'Hand it over' }).click()
  await page.getByText(linked_text).waitFor()
  await connected()
})

test('an owner who declines is told on the card and on the page, and can sign after all', async (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const browser = await openBrowser(t, { extension: true })
  const { page, passkey, scan, connected } = await begin(browser)
  await scan()
  const openTab = () => browser.opened(() => page.getByRole('link', { name: open_link }).click())
  const first = await openTab()
  await first.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('alert').getByText('You chose not to sign in the other tab').waitFor()

  const second = await openTab()
  const owner = await holdPasskey(second, passkey)
  await owner.agrees(false)
  await second.getByRole('button', { name: sign_button }).click()
  await second.getByText('Not signed. It was declined').waitFor()
  await owner.agrees(true)
  await second.getByRole('button', { name: 'Try again' }).click()
  await page.getByText(linked_text).waitFor()
  await connected()
})

test('a signature whose page was closed meanwhile is shown, to be put in by hand, and leaves the address', async (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const browser = await openBrowser(t, { extension: true })
  const { page, passkey, scan } = await begin(browser)
  await scan()
  const tab = await browser.opened(() => page.getByRole('link', { name: open_link }).click())
  await holdPasskey(tab, passkey)
  const address = page.url().split('#')[0]
  await page.close()
  await tab.getByRole('button', { name: sign_button }).click()
  await tab.getByRole('heading', { name: 'Take the signature back by hand' }).waitFor()
  assert.equal(tab.url(), address)
  const { id } = JSON.parse(await tab.getByRole('textbox').inputValue())
  assert.equal(id, passkey.credential_id)
})

test('by a link token codes are compared: who finds them different gets a new code, who finds them equal is linked', async (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const browser = await openBrowser(t, { extension: true })
  const { product, page, passkey, number, scan, connected } = await begin(browser, { guest: true })
  const compare = async () => {
    const tab = await browser.opened(() => page.getByRole('link', { name: open_link }).click())
    await holdPasskey(tab, passkey)
    await tab.getByRole('button', { name: sign_button }).click()
    await page.getByRole('heading', { name: 'Compare with the phone' }).waitFor()
    const { code } = await product.simulator.passkeyCode(number)
    assert.equal(await page.locator('#compare-code').textContent(), code)
  }
  const first = await scan()
  await compare()
  await page.getByRole('button', { name: 'They differ' }).click()
  assert.ok(await first.done)
  const second = await scan()
  await compare()
  await page.getByRole('button', { name: 'They are the same' }).click()
  await page.getByText(linked_text).waitFor()
  assert.equal(await second.done, null)
  await connected()
})

test('a linking that fails says why beside the fresh code, and the next one is not hindered', async (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const browser = await openBrowser(t, { extension: true })
  const { product, page, passkey, number, scan, connected } = await begin(browser)
  const sign = async (own: Passkey) => {
    const tab = await browser.opened(() => page.getByRole('link', { name: open_link }).click())
    await holdPasskey(tab, own)
    await tab.getByRole('button', { name: sign_button }).click()
  }
  await scan()
  // The passkey of another number.
  await sign(createPasskey())
  await page.getByText('WhatsApp refused to link the number').waitFor()
  await scan()
  assert.equal(await page.getByText('WhatsApp refused to link the number').isVisible(), false)
  await sign(passkey)
  await page.getByText(linked_text).waitFor()
  await connected()
  assert.equal((await product.simulator.phone(number)).devices.length, 1)
})

test('a foreign page that asks is named on the card, and what is signed goes to it alone', async (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const browser = await openBrowser(t, { extension: true })
  const foreign = createServer((_request, response) => response.end('<title>foreign</title>'))
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    foreign.closeAllConnections()
    foreign.close()
  })
  const origin = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`
  const tab = await browser.context.newPage()
  await tab.goto(requestOf(`http://whatsapp.com@127.0.0.1:${origin.split(':').at(-1)}/get`))
  const owner = await holdPasskey(tab, createPasskey())
  await owner.agrees(true)
  const card = tab.getByRole('dialog')
  await card.getByText(`${origin} asks to be linked`).waitFor()
  await card.getByText('Whoever runs it will be able to read your messages').waitFor()
  const sign = card.getByRole('button', { name: sign_button })
  assert.equal(await tab.locator('dialog button:focus').textContent(), 'Cancel')
  await until('the button can be used', () => sign.isEnabled())
  // A script is no person.
  await tab.evaluate("document.querySelector('#gateway-passkey-card button').click()")
  assert.equal(await tab.getByText('Waiting for the passkey').count(), 0)
  assert.equal(new URL(tab.url()).host, 'web.whatsapp.com')
  await sign.click()
  await tab.waitForURL(`${origin}/get#passkey-answer=*`)
})

test('a request for the passkey of another site, or one that has grown old, is refused on the card', async (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const browser = await openBrowser(t, { extension: true })
  const tab = await browser.context.newPage()
  await tab.goto(requestOf('https://gateway.example/session/x', { rpId: 'bank.example' }))
  const card = tab.getByRole('dialog', { name: 'This cannot be signed' })
  await card.getByText('asks for a passkey of something else than WhatsApp').waitFor()
  assert.equal(await card.getByRole('button', { name: sign_button }).count(), 0)
  await tab.goto('about:blank')
  await tab.goto('https://web.whatsapp.com/#gateway-passkey=AAAA')
  await card.getByText('It cannot be read.').waitFor()
  await card.getByRole('button', { name: 'Cancel' }).click()
  assert.equal(await card.count(), 0)
  await tab.goto('about:blank')
  await tab.goto('https://web.whatsapp.com/')
  await tab.getByText('Steps to log in').waitFor()
  assert.equal(await tab.locator('dialog').count(), 0)
})
