import { parseArgs } from 'node:util'
import { startProduct } from '../server/testkit/product.ts'
import { startBare } from './support/bare.ts'
import { type FirstMessage, memoryOf } from './support/first-message-figures.ts'
import { measureStarts } from './support/measure-starts.ts'
import { measureStep, type Stage } from './support/measure-step.ts'
import { measureWebhooks } from './support/measure-webhooks.ts'
import { printFirstMessage } from './support/print-first-message.ts'
import { residentOf } from './support/processes.ts'
import { withScope } from './support/scope.ts'
import { startWebhookTimes } from './support/webhook-times.ts'

// The whole product as `npm start` runs it, through its HTTP API, next to Baileys alone on the same simulator in turns:
// node bench/first-message.ts [--sessions 1,10,100] [--messages 1000] [--chats 8] [--quick] [--json]
const { values } = parseArgs({
  options: {
    sessions: { type: 'string' },
    messages: { type: 'string' },
    chats: { type: 'string', default: '8' },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false }
  }
})
const friends_count = 40
const steps = (values.sessions ?? (values.quick ? '1,10' : '1,10,100')).split(',').map(Number)

const figures = await withScope(async (scope): Promise<FirstMessage> => {
  const product = await startProduct(scope, { BCRYPT_COST: '12', LOG_LEVEL: 'warn' }, {})
  const starts = await measureStarts(product)
  const customer = await product.register()
  const receiver = await startWebhookTimes(scope)
  await customer.post('/api/v1/webhooks', { url: receiver.url, event_types: ['message.received'] })
  const bare = await startBare(scope, product.simulator_info)
  const stage: Stage = {
    product,
    customer,
    bare,
    friends: (await product.simulator.createPhones(friends_count)).map((phone) => phone.number),
    chats_each: Math.min(Number(values.chats), friends_count),
    numbers: [],
    bare_numbers: [],
    messages: Number(values.messages ?? (values.quick ? 500 : 1000)),
    paced_seconds: values.quick ? 3 : 5
  }
  const memory = [{ sessions: 0, ...(await memoryOf(product)), bare_mb: residentOf(bare.pid) }]
  const sending = []
  for (const step of steps) {
    const measured = await measureStep(stage, step)
    memory.push(measured.memory)
    sending.push(measured.sending)
  }
  const webhooks = await measureWebhooks(stage, receiver, {
    paces_per_second: [10],
    seconds: values.quick ? 3 : 5,
    burst: 500
  })
  return { starts, linking: stage.numbers, sending, webhooks, memory }
})
if (values.json) console.log(JSON.stringify(figures))
else printFirstMessage(figures)
