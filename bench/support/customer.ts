import { setTimeout as pause } from 'node:timers/promises'
import type { Caller, Product } from '../../server/testkit/product.ts'
import { until } from '../../server/testkit/until.ts'

export type Linked = {
  session_id: string
  number: string
  to_qr_ms: number
  to_connected_ms: number
}

/** Creates a session, starts it and scans its code, as a customer does; and how long each part took. */
export const linkNumber = async (
  product: Product,
  customer: Caller,
  name: string
): Promise<Linked> => {
  const began_ms = performance.now()
  const { body: session } = await customer.post('/api/v1/sessions', { session_name: name })
  const started = await customer.post('/api/v1/instances', { session_id: session.id })
  if (started.status >= 300)
    throw new Error(`the session did not start: ${JSON.stringify(started.body)}`)
  const qr = await until(
    'a QR code',
    async () => {
      const answer = await customer.get(`/api/v1/sessions/${session.id}/qr`)
      return answer.status === 200 && String(answer.body.qr)
    },
    60_000
  )
  const to_qr_ms = performance.now() - began_ms
  const phone = await product.simulator.createPhone({})
  const scanned_ms = performance.now()
  await product.simulator.scan(phone.number, qr)
  await until(
    'connected',
    async () => (await customer.get(`/api/v1/sessions/${session.id}`)).body.status === 'connected',
    60_000
  )
  return {
    session_id: session.id,
    number: phone.number,
    to_qr_ms,
    to_connected_ms: performance.now() - scanned_ms
  }
}

export const words = 'Your order has been shipped and arrives tomorrow between nine and noon.'

type Text = { session_id: string; to: string }

export type Accepted = { id: string; asked_at_ms: number; accept_ms: number }

const sendText = async (customer: Caller, text: Text): Promise<Accepted> => {
  const asked_at_ms = Date.now()
  const began_ms = performance.now()
  const answer = await customer.post('/api/v1/messages', {
    ...text,
    type: 'text',
    text: { body: words }
  })
  if (answer.status !== 202)
    throw new Error(`refused: ${answer.status} ${JSON.stringify(answer.body)}`)
  return { id: answer.body.id, asked_at_ms, accept_ms: performance.now() - began_ms }
}

/** Sends texts with so many callers at once. */
export const sendTexts = async (
  customer: Caller,
  texts: Text[],
  callers: number
): Promise<{ messages: Accepted[] }> => {
  const messages: Accepted[] = []
  const waiting = texts.values()
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (const text of waiting) messages.push(await sendText(customer, text))
    })
  )
  return { messages }
}

/** Sends texts at a steady pace, however long each takes. */
export const sendPaced = async (
  customer: Caller,
  texts: Text[],
  per_second: number
): Promise<{ messages: Accepted[] }> => {
  const began_ms = performance.now()
  const sent: Promise<Accepted>[] = []
  for (const [index, text] of texts.entries()) {
    await pause(Math.max(0, began_ms + (index * 1000) / per_second - performance.now()))
    sent.push(sendText(customer, text))
  }
  return { messages: await Promise.all(sent) }
}

/** When WhatsApp's server acknowledged these messages. */
export const acknowledged = (
  customer: Caller,
  messages: Accepted[]
): Promise<(Accepted & { sent_at_ms: number })[]> =>
  Promise.all(
    messages.map(async (message) => {
      const { body } = await customer.get(`/api/v1/messages/${message.id}`)
      return { ...message, sent_at_ms: Date.parse(body.sent_at) }
    })
  )
