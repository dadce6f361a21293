import { startProduct } from '../../server/testkit/product.ts'
import { startBare } from './bare.ts'
import type { Sending, Webhooks } from './first-message-figures.ts'
import { measureStep, type Stage } from './measure-step.ts'
import { measureWebhooks, type WebhookPlan } from './measure-webhooks.ts'
import type { Scope } from './scope.ts'
import { startWebhookTimes } from './webhook-times.ts'

export type ApiFigures = { sending: Sending; webhooks: Webhooks }

export type ApiPlan = WebhookPlan & { sessions: number; messages: number }

/** The whole product, from the customer's call and to the customer's server, next to Baileys alone. */
export const measureApi = async (scope: Scope, plan: ApiPlan): Promise<ApiFigures> => {
  const product = await startProduct(scope, { LOG_LEVEL: 'warn' }, {})
  const customer = await product.register()
  const times = await startWebhookTimes(scope)
  await customer.post('/api/v1/webhooks', {
    url: times.url,
    event_types: ['message.received']
  })
  const stage: Stage = {
    product,
    customer,
    bare: await startBare(scope, product.simulator_info),
    friends: (await product.simulator.createPhones(40)).map((phone) => phone.number),
    chats_each: 8,
    numbers: [],
    bare_numbers: [],
    messages: plan.messages,
    paced_seconds: plan.seconds
  }
  const { sending } = await measureStep(stage, plan.sessions)
  return { sending, webhooks: await measureWebhooks(stage, times, plan) }
}
