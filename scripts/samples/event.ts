import { replaced, type Sample } from './sample.ts'
import { testsWithDatabase } from './with-database.ts'

const entry = `
  'webhook.sampled': eventType(
    'A sample.',
    z.object({ webhook_id: z.string() }).meta({ id: 'SampledWebhook' }),
    { webhook_id }
  ),`

const told = `
    putEvents(tx, [{ tenant_id, session_id, type: 'webhook.sampled', data: { webhook_id } }])`

export const event_sample: Sample = {
  name: 'an event',
  files: {},
  edits: {
    'server/src/schemas/events/webhook.ts': (text) =>
      replaced(text, 'export const webhook_events = {', `$&${entry}`),
    'server/src/usecases/webhooks/test.ts': (text) =>
      replaced(text, 'const { session_id } = webhook', `$&${told}`)
  },
  generate: [['scripts/dump-docs.ts'], ['sdk/scripts/dump.ts']],
  written: [
    'docs/asyncapi.json',
    'docs/openapi.json',
    'sdk/src/generated/api.ts',
    'sdk/src/generated/events.ts'
  ],
  prove: [
    testsWithDatabase(
      'event that is promised|event',
      'server/test/http/openapi-truth.test.ts',
      'server/test/http/asyncapi.test.ts',
      'server/test/schemas/event-fit.test.ts'
    )
  ]
}
