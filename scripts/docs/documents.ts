import { buildServer } from '../../server/src/http/build-server.ts'
import { readConfig } from '../../server/src/main/config/config.ts'
import { gateway_service } from '../../server/src/main/gateway-api.ts'
import { session_auth_service } from '../../server/src/main/session-auth.ts'
import { version } from '../../server/src/main/version.ts'
import { listed_admin_routes } from '../../server/testkit/admin.ts'
import { testDeps } from '../../server/testkit/app.ts'

export type KeptDocument = { path: string; text: string }

const gateway = {
  ...gateway_service,
  routes: [...gateway_service.routes, ...listed_admin_routes]
}
const kept = [
  { path: 'docs/asyncapi.json', service: gateway_service, address: '/asyncapi.json' },
  { path: 'docs/openapi.json', service: gateway, address: '/openapi.json' },
  {
    path: 'docs/openapi-session-auth.json',
    service: session_auth_service,
    address: '/openapi.json'
  }
]

/** The documents that are kept in the repository, as the services serve them. Nothing is asked of a database. */
export const documents = (): Promise<KeptDocument[]> =>
  Promise.all(
    kept.map(async ({ path, service, address }) => {
      const deps = { ...testDeps('postgres://localhost', readConfig({})), version }
      const server = await buildServer(deps, service.routes, service)
      const answer = await server.inject({ url: address })
      await server.close()
      await deps.db.close()
      if (answer.statusCode !== 200) throw new Error(`${address}: ${answer.body}`)
      return { path, text: `${JSON.stringify(answer.json(), null, 2)}\n` }
    })
  )
