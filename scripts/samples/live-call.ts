import { replaced, type Sample } from './sample.ts'
import { testsWithDatabase } from './with-database.ts'

const url = '/api/v1/sessions/:id/sample'

const schema = `import { z } from 'zod'

export const SampleAnswer = z.object({ version: z.string() }).meta({ id: 'SampleAnswer' })
`

const entry = `
  sample_question: call({
    input: z.strictObject({}),
    output: SampleAnswer,
    needs: 'connected',
    timeout_ms: 10_000,
    repeatable: true,
    rate: 'questions',
    errors: []
  }),`

const handler = `import { getBinaryNodeChild } from 'baileys'
import type { CallHandlers } from '../../contract.ts'
import { refusalOf } from './ask.ts'
import type { CallContext } from './context.ts'

/** What is asked as a sample. */
export const sampleCalls = ({ ask }: CallContext): Pick<CallHandlers, 'sample_question'> => ({
  sample_question: async (_input, signal) => {
    const answer = await ask({ xmlns: 'w', type: 'get' }, signal).catch((error) => {
      throw refusalOf(error)
    })
    return { version: getBinaryNodeChild(answer, 'props')?.attrs['version'] ?? '' }
  }
})
`

const route = `import { SampleAnswer } from '../../../schemas/sample.ts'
import { callErrors, callSession } from '../../../usecases/sessions/call.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const readSampleRoute = route({
  operation_id: 'getSample',
  method: 'GET',
  url: '${url}',
  scope: 'sessions:read',
  errors: callErrors('sample_question'),
  schema: { params: idParams('session'), response: { 200: SampleAnswer } },
  summary: 'Ask a sample',
  tags: ['sessions'],
  handler: (deps, request) =>
    callSession(deps, request.tenant, request.params.id, 'sample_question', {}, request.signal)
})
`

export const live_call_sample: Sample = {
  name: 'a live call',
  files: {
    'server/src/schemas/sample.ts': schema,
    'server/src/whatsapp/baileys/calls/sample.ts': handler,
    'server/src/http/routes/sessions/sample.ts': route
  },
  edits: {
    'server/src/control/calls.ts': (text) =>
      `import { SampleAnswer } from '../schemas/sample.ts'\n${replaced(
        text,
        'export const session_calls = {',
        `$&${entry}`
      )}`,
    'server/src/whatsapp/baileys/calls/handlers.ts': (text) =>
      `import { sampleCalls } from './sample.ts'\n${replaced(
        text,
        '...linkingCalls(context),',
        '$& ...sampleCalls(context),'
      )}`,
    'server/src/http/routes/sessions/routes.ts': (text) =>
      `import { readSampleRoute } from './sample.ts'\n${replaced(
        text,
        'session_routes: Route[] = [\n',
        '$&  readSampleRoute,\n'
      )}`,
    'server/testkit/call-samples.ts': (text) =>
      replaced(
        text,
        '  confirm_passkey: {',
        "  sample_question: { input: {}, output: { version: '1' } },\n$&"
      ),
    'server/test/http/scopes.test.ts': (text) =>
      replaced(text, "'sessions:read': [\n", `$&    'GET ${url}',\n`)
  },
  generate: [['scripts/dump-docs.ts'], ['sdk/scripts/dump.ts']],
  written: ['docs/openapi.json', 'sdk/src/generated/api.ts', 'sdk/src/generated/operations.ts'],
  prove: [
    testsWithDatabase(
      'each scope opens|every answer that the document promises|call',
      'server/test/control/calls.test.ts',
      'server/test/http/scopes.test.ts',
      'server/test/http/openapi-truth.test.ts'
    )
  ]
}
