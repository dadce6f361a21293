import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core'
import { packPasskeyHelper } from '../../src/http/passkey-helper.ts'
import { unzip } from '../../testkit/unzip.ts'
import { startWhatsAppWeb } from './whatsapp-web.ts'

/** `npm run browser` asks for these tests, which need Chromium; without it they say that they were left out. */
export const leaveOutWithoutBrowser = (t: TestContext): boolean => {
  if (process.env['BROWSER_TESTS']) return false
  t.skip('the linking page was not tried in a browser: "npm run browser" does (needs Chromium)')
  return true
}

export type Browser = {
  context: BrowserContext
  /** The next tab that a click of a page opens. */
  opened(click: () => Promise<unknown>): Promise<Page>
}

/** Chromium, with or without the extension as it is downloaded; web.whatsapp.com is a program of this machine. */
export const openBrowser = async (
  t: TestContext,
  { extension }: { extension: boolean }
): Promise<Browser> => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-browser-'))
  const port = await startWhatsAppWeb(t)
  const loaded = join(folder, 'extension')
  if (extension) {
    await mkdir(loaded)
    for (const [name, data] of unzip((await packPasskeyHelper()).zip))
      await writeFile(join(loaded, name), data)
  }
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    chromiumSandbox: false,
    headless: true,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      '--headless=new',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--host-resolver-rules=MAP web.whatsapp.com 127.0.0.1:${port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost`,
      '--ignore-certificate-errors',
      ...(extension
        ? [
            '--disable-features=DisableLoadExtensionCommandLineSwitch',
            `--disable-extensions-except=${loaded}`,
            `--load-extension=${loaded}`
          ]
        : [])
    ]
  })
  context.setDefaultTimeout(120_000)
  t.after(async () => {
    await context.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 20 })
  })
  return {
    context,
    opened: async (click) => {
      const [page] = await Promise.all([context.waitForEvent('page'), click()])
      return page
    }
  }
}

export type Passkey = { credential_id: string; public_key: string; private_key: Buffer }

/** A passkey of which the phone knows the public half; the private one belongs into an authenticator of the browser. */
export const createPasskey = (): Passkey => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    credential_id: randomBytes(16).toString('base64url'),
    public_key: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
    private_key: privateKey.export({ type: 'pkcs8', format: 'der' })
  }
}

export type Authenticator = {
  /** Whether its owner unlocks it when asked. */
  agrees(agrees: boolean): Promise<void>
}

/** Gives a tab an authenticator that holds this passkey for whatsapp.com. */
export const holdPasskey = async (page: Page, passkey: Passkey): Promise<Authenticator> => {
  const { devtools, authenticatorId, agrees } = await addAuthenticator(page)
  await devtools.send('WebAuthn.addCredential', {
    authenticatorId,
    credential: {
      credentialId: Buffer.from(passkey.credential_id, 'base64url').toString('base64'),
      isResidentCredential: true,
      rpId: 'whatsapp.com',
      privateKey: passkey.private_key.toString('base64'),
      userHandle: Buffer.from('owner').toString('base64'),
      signCount: 0
    }
  })
  return { agrees }
}

/** Gives a tab an authenticator, such as that of a laptop, whose owner agrees to everything until they do not. */
export const addAuthenticator = async (page: Page) => {
  const devtools: CDPSession = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true
    }
  })
  const agrees = async (isUserVerified: boolean): Promise<void> => {
    await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
  }
  return { devtools, authenticatorId, agrees }
}
