import assert from 'node:assert/strict'
import { type Scope, scopes } from '../src/domain/tenant.ts'
import type { Route } from '../src/http/route.ts'
import type { Answer, Caller, Harness } from './app.ts'

/** Bodies that the routes accept, by "METHOD url". */
export type Bodies = Record<string, Record<string, unknown>>

/**
 * Proves of each route: without a credential 401, with a key that lacks its scope 403, with the ids of another tenant 404.
 * `address` fills the ids of the other tenant into a route's address.
 */
export const proveGuards = async (
  app: Harness,
  routes: Route[],
  address: (url: string) => string,
  bodies: Bodies
): Promise<void> => {
  const stranger = app.as(await app.seed.tenant())
  for (const route of routes.filter((one) => !one.public)) {
    const name = `${route.method} ${route.url}`
    assert.ok(route.scope, `${name} asks for a scope`)
    const call = (caller: Caller) => send(caller, route, address(route.url), bodies[name])
    assert.equal((await call(app.anonymous)).statusCode, 401, `${name} without a credential`)
    const others: Scope[] = scopes.filter((scope) => scope !== route.scope)
    const unscoped = await call(await app.withKey(others))
    assert.equal(unscoped.json().code, 'scope_missing', `${name} without its scope`)
    const foreign = address(route.url) !== route.url || bodies[name] !== undefined
    if (foreign) {
      const answer = await call(stranger)
      assert.equal(answer.statusCode, 404, `${name} of another tenant: ${answer.body}`)
    }
  }
}

const send = (
  caller: Caller,
  route: Route,
  url: string,
  body: Record<string, unknown> | undefined
): Promise<Answer> => {
  if (route.method === 'GET') return caller.get(url)
  if (route.method === 'DELETE') return caller.delete(url)
  if (route.method === 'PATCH') return caller.patch(url, body)
  return route.method === 'PUT' ? caller.put(url, body) : caller.post(url, body)
}
