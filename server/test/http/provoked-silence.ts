import { AppError } from '../../src/domain/errors.ts'
import { refusalsOf, statusesOf } from '../../src/http/answers.ts'
import { buildServer } from '../../src/http/build-server.ts'
import type { Harness } from '../../testkit/app.ts'
import { all_routes, calls, nameOf } from '../../testkit/calls.ts'
import { filled, idsFor, note, type Seen } from './provoked-answers.ts'

/** WhatsApp does not answer what it is asked, and then the session is not connected any more. */
export const provokeSilence = async (app: Harness, seen: Seen): Promise<void> => {
  const call = async (): Promise<never> => {
    throw new AppError('call_timed_out')
  }
  const workers = { ...app.deps.workers, call }
  const options = { title: 'Test', description: 'Test' }
  const server = await buildServer({ ...app.deps, workers }, all_routes, options)
  for (const route of all_routes.filter((one) => statusesOf(one).includes(504))) {
    const tenant = await app.seed.tenant({ plan: 'unlimited' })
    const given = await calls[nameOf(route)]?.({ app, tenant, person: app.as(tenant) })
    const url = given ? filled(route, given) : (await idsFor(app, tenant))(route)
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
    if (!refusalsOf(route).get(409)?.includes('session_not_connected')) continue
    await app.owner.query("update sessions set status = 'stopped' where tenant_id = $1", [
      tenant.tenant_id
    ])
    await ask()
  }
  await server.close()
}
