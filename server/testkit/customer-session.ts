import { proto } from 'baileys'
import type { Answer, Json } from './caller.ts'
import { linkSession } from './link.ts'
import { type Product, startProduct } from './product.ts'
import { until } from './until.ts'

/** A customer with a linked session and somebody to write to, through the API alone. */
export const customerSession = async (
  t: Parameters<typeof startProduct>[0],
  env: Record<string, string> = {}
) => {
  const product: Product = await startProduct(t, env)
  const { simulator } = product
  const customer = await product.register()
  const { session, phone } = await linkSession(product, customer, 'support')
  const friend = await simulator.createPhone({ name: 'Grace' })
  const session_id: string = session.id
  const send = (to: string, content: object): Promise<Answer> =>
    customer.post('/api/v1/messages', { session_id, to, ...content })

  return {
    product,
    simulator,
    customer,
    session_id,
    phone,
    friend,
    send,
    /** Sends it, and answers with what the phone of this number has made of it. */
    deliver: async (to: string, content: object, number = friend.number) => {
      const { status, body } = await send(to, content)
      if (status !== 202) throw new Error(`refused: ${JSON.stringify(body)}`)
      const { messages } = await simulator.waitReceived(number, { id: body.whatsapp_id })
      return { body, received: messages[0] as NonNullable<(typeof messages)[number]> }
    },
    /** The members that are refused. */
    refusal: async (to: string, content: object): Promise<string[]> => {
      const { status, body } = await send(to, content)
      if (status !== 422) throw new Error(`${status} ${JSON.stringify(body)}`)
      return body.errors.map((one: { path: string }) => one.path)
    },
    /** A phone says it; answers with the message as it is read. */
    say: async (number: string, to: string, message: proto.IMessage): Promise<Json> => {
      const encoded = Buffer.from(proto.Message.encode(message).finish()).toString('base64')
      const { id } = await simulator.sendContent(number, { to, message: encoded })
      return until(`${id} is there`, async () => {
        const { body } = await customer.get(`/api/v1/messages?session_id=${session_id}`)
        return body.data.find((one: Json) => one.whatsapp_id === id)
      })
    }
  }
}
