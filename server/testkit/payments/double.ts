import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CallingProvider, Delivered } from '../../src/payments/contract.ts'
import { createLedger, type Ledger, type Taken, type Wire } from './ledger.ts'
import { paymob_keys, paymobNotice, paymobWire } from './paymob-wire.ts'
import { stripe_keys, stripeNotice, stripeWire } from './stripe-wire.ts'

/**
 * `cut`: does what it is asked and the connection ends before the answer; `silent`: never answers; `broken`: answers 500; `odd`:
 * answers something else.
 */
export type Mood = 'well' | 'cut' | 'silent' | 'broken' | 'odd'

export type PaymentDouble = {
  url: string
  ledger: Ledger
  mood: Mood
  /** What it does and leaves without an answer, by the path. */
  cuts: RegExp | null
  /** The paths that were asked for. */
  asked: string[]
  /** Settings that make the product ask it. */
  settings: Record<string, string>
  pay(checkout_id: string, instead?: { amount?: number; currency?: string }): Taken
  fail(checkout_id: string): Taken
  giveBack(taken: Taken, amount: number): void
  notice(taken: Taken): Delivered
}

/** A payment provider on this machine that speaks as Stripe or Paymob do. It is gone after the test. */
export const startPaymentDouble = async (
  t: { after(end: () => unknown): void },
  name: CallingProvider
): Promise<PaymentDouble> => {
  const ledger = createLedger()
  const wire: Wire = name === 'stripe' ? stripeWire(ledger, () => double.url) : paymobWire(ledger)
  const server = createServer(async (request, response) => {
    double.asked.push(`${request.method} ${request.url}`)
    if (double.mood === 'silent') return
    if (double.mood === 'broken') return response.writeHead(500).end('{}')
    const { status, body } = wire(await asked(request))
    if (double.mood === 'cut' || double.cuts?.test(request.url ?? ''))
      return request.socket.destroy()
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(double.mood === 'odd' ? { hello: 'world' } : body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const named = (id: string): string => (name === 'stripe' ? `pi_${id}` : id)
  const double: PaymentDouble = {
    url,
    ledger,
    mood: 'well',
    cuts: null,
    asked: [],
    settings: name === 'stripe' ? stripeSettings(url) : paymobSettings(url),
    pay: (checkout_id, instead) => ledger.take(checkout_id, named, 'succeeded', instead),
    fail: (checkout_id) => ledger.take(checkout_id, named, 'failed'),
    giveBack: (taken, amount) => {
      if (ledger.giveBack(taken.reference, amount) === null) throw new Error('nothing to give back')
    },
    notice: name === 'stripe' ? (taken) => stripeNotice(taken) : paymobNotice
  }
  return double
}

const asked = async (request: IncomingMessage) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { method = '', url = '', headers } = request
  return { method, path: url, headers, body: Buffer.concat(chunks).toString() }
}

const stripeSettings = (url: string): Record<string, string> => ({
  STRIPE_URL: url,
  STRIPE_SECRET_KEY: stripe_keys.secret_key,
  STRIPE_WEBHOOK_SECRET: stripe_keys.webhook
})

const paymobSettings = (url: string): Record<string, string> => ({
  PAYMOB_URL: url,
  PAYMOB_CHECKOUT_URL: `${url}/unifiedcheckout/`,
  PAYMOB_SECRET_KEY: paymob_keys.secret_key,
  PAYMOB_PUBLIC_KEY: paymob_keys.public_key,
  PAYMOB_API_KEY: paymob_keys.api_key,
  PAYMOB_HMAC_SECRET: paymob_keys.hmac,
  PAYMOB_INTEGRATION_IDS: '4097558'
})
