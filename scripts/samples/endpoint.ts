import { replaced, type Sample } from './sample.ts'
import { testsWithDatabase } from './with-database.ts'

const url = '/api/v1/sessions/:id/sample'

const schema = `import { z } from 'zod'

export const SampleAnswer = z.object({ session_name: z.string() }).meta({ id: 'SampleAnswer' })

export type SampleAnswer = z.output<typeof SampleAnswer>
`

const usecase = `import type { Tenant } from '../../domain/tenant.ts'
import type { SampleAnswer } from '../../schemas/sample.ts'
import type { Deps } from '../deps.ts'
import { loadSession } from './read.ts'

/** What the session is called. */
export const readSample = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string
): Promise<SampleAnswer> => {
  const { session_name } = await loadSession(deps, tenant, session_id)
  return { session_name }
}
`

const route = `import { SampleAnswer } from '../../../schemas/sample.ts'
import { readSample } from '../../../usecases/sessions/sample.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const readSampleRoute = route({
  operation_id: 'getSample',
  method: 'GET',
  url: '${url}',
  scope: 'sessions:read',
  schema: { params: idParams('session'), response: { 200: SampleAnswer } },
  summary: 'Read a sample',
  tags: ['sessions'],
  handler: (deps, request) => readSample(deps, request.tenant, request.params.id)
})
`

export const endpoint_sample: Sample = {
  name: 'an endpoint on rows',
  files: {
    'server/src/schemas/sample.ts': schema,
    'server/src/usecases/sessions/sample.ts': usecase,
    'server/src/http/routes/sessions/sample.ts': route
  },
  edits: {
    'server/src/http/routes/sessions/routes.ts': (text) =>
      `import { readSampleRoute } from './sample.ts'\n${replaced(
        text,
        'session_routes: Route[] = [\n',
        '$&  readSampleRoute,\n'
      )}`,
    'server/test/http/scopes.test.ts': (text) =>
      replaced(text, "'sessions:read': [\n", `$&    'GET ${url}',\n`)
  },
  generate: [['scripts/dump-docs.ts'], ['sdk/scripts/dump.ts']],
  written: ['docs/openapi.json', 'sdk/src/generated/api.ts', 'sdk/src/generated/operations.ts'],
  prove: [
    testsWithDatabase(
      'each scope opens|every answer that the document promises',
      'server/test/http/scopes.test.ts',
      'server/test/http/openapi-truth.test.ts'
    )
  ]
}
