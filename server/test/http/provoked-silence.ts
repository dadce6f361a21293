import { AppError } from '../../src/domain/errors.ts'
import { refusalsOf, statusesOf } from '../../src/http/answers.ts'
import { buildServer } from '../../src/http/build-server.ts'
import type { Harness, SeededTenant } from '../../testkit/app.ts'
import { all_routes, calls, nameOf, seedCaller } from '../../testkit/calls.ts'
import { instanceOfSession, seedInstance } from '../../testkit/resources.ts'
import { filled, note, type Seen } from './provoked-answers.ts'
import { idsFor } from './provoked-ids.ts'

/** What makes a call wait for WhatsApp that otherwise does not. */
const live_queries: Record<string, string> = { 'DELETE /api/v1/messages/:id': '?for=me' }

/** WhatsApp does not answer what it is asked, and then the session is not connected any more. */
export const provokeSilence = async (app: Harness, seen: Seen): Promise<void> => {
  let silent = true
  const call = async (): Promise<never> => {
    if (silent) throw new AppError('call_timed_out')
    return {} as never
  }
  const workers = { ...app.deps.workers, call }
  const options = { title: 'Test', description: 'Test' }
  const server = await buildServer({ ...app.deps, workers }, all_routes, options)
  for (const route of all_routes.filter((one) => statusesOf(one).includes(504))) {
    const tenant = await seedCaller(app, route)
    const given = await calls[nameOf(route)]?.({ app, tenant, person: app.as(tenant) })
    const query = live_queries[nameOf(route)] ?? ''
    if (query) await placeSessions(app, tenant)
    const url = (given ? filled(route, given) : (await idsFor(app, tenant))(route)) + query
    const ask = async () =>
      note(
        seen,
        route,
        await server.inject({
          method: route.method,
          url,
          headers: { authorization: `Bearer ${tenant.access_token}` },
          ...(given?.body && { payload: given.body })
        })
      )
    await ask()
    if (query) {
      silent = false
      await ask()
      silent = true
    }
    if (!refusalsOf(route).get(409)?.includes('session_not_connected')) continue
    await app.owner.query("update sessions set status = 'stopped' where tenant_id = $1", [
      tenant.tenant_id
    ])
    await ask()
  }
  await server.close()
}

const placeSessions = async (app: Harness, tenant: SeededTenant): Promise<void> => {
  const sessions = await app.owner.query<{ id: string }>(
    'select id from sessions where tenant_id = $1',
    [tenant.tenant_id]
  )
  for (const { id } of sessions) await instanceOfSession(app, id, await seedInstance(app, tenant))
}
