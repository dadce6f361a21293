import { type PhoneInfo, scanCodes } from '@whatsapp-saas/simulator/client'
import type { Answer, Caller, Json, Product } from './product.ts'
import { until } from './until.ts'

/** Creates a session, starts it and scans its code with a new phone; as any customer would, through the API alone. */
export const linkSession = async (
  product: Product,
  customer: Caller,
  name: string,
  webhook_url?: string
): Promise<{ session: Json; phone: PhoneInfo }> => {
  const created = await patient(() =>
    customer.post('/api/v1/sessions', { session_name: name, ...(webhook_url && { webhook_url }) })
  )
  if (created.status !== 201)
    throw new Error(`session: ${created.status} ${JSON.stringify(created.body)}`)
  const started = await patient(() =>
    customer.post('/api/v1/instances', { session_id: created.body.id })
  )
  if (started.status >= 300)
    throw new Error(`instance: ${started.status} ${JSON.stringify(started.body)}`)
  const phone = await product.simulator.createPhone({})
  await scanSession(product, customer, created.body.id, phone.number)
  await waitStatus(customer, created.body.id, 'connected')
  return { session: created.body, phone }
}

/** Asks again for as long as the service says that it is not able to for the moment, as any client should. */
const patient = (ask: () => Promise<Answer>): Promise<Answer> =>
  until('the service takes it', async () => {
    const answer = await ask()
    return answer.status !== 503 && answer
  })

export const waitStatus = (
  customer: Caller,
  session_id: string,
  status: string,
  most_ms?: number
): Promise<Json> =>
  until(
    `session ${session_id} is ${status}`,
    async () => {
      const answer = await customer.get(`/api/v1/sessions/${session_id}`)
      return answer.status === 200 && answer.body.status === status && answer.body
    },
    most_ms
  )

/** The phone of this number scans what the session shows until it is linked. */
export const scanSession = async (
  product: Pick<Product, 'simulator'>,
  customer: Pick<Caller, 'get'>,
  session_id: string,
  number: string,
  qr_url = `/api/v1/sessions/${session_id}/qr`
): Promise<void> => {
  await scanCodes(product.simulator, number, (before) =>
    until('a QR code', async () => {
      const answer = await customer.get(qr_url)
      return answer.status === 200 && answer.body.qr !== before && String(answer.body.qr)
    })
  )
}
