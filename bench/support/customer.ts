import type { Caller, Json, Product } from '../../server/test/support/product.ts'
import { until } from '../../server/test/support/until.ts'

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

/** Sends texts with so many callers at once; milliseconds each call took, and the messages. */
export const sendTexts = async (
  customer: Caller,
  texts: { session_id: string; to: string }[],
  callers: number
): Promise<{ accept_ms: number[]; messages: Json[] }> => {
  const accept_ms: number[] = []
  const messages: Json[] = []
  const waiting = texts.values()
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (const text of waiting) {
        const began_ms = performance.now()
        const answer = await customer.post('/api/v1/messages', {
          ...text,
          type: 'text',
          text: { body: 'Your order has been shipped and arrives tomorrow between nine and noon.' }
        })
        accept_ms.push(performance.now() - began_ms)
        if (answer.status !== 202)
          throw new Error(`refused: ${answer.status} ${JSON.stringify(answer.body)}`)
        messages.push(answer.body)
      }
    })
  )
  return { accept_ms, messages }
}

/** Milliseconds from acceptance to the server's acknowledgement of each of these messages. */
export const acknowledged = async (customer: Caller, messages: Json[]): Promise<number[]> => {
  const waits: number[] = []
  for (const { id } of messages) {
    const { body } = await customer.get(`/api/v1/messages/${id}`)
    waits.push(Date.parse(body.sent_at) - Date.parse(body.queued_at))
  }
  return waits
}
