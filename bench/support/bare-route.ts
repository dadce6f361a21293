import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import { openPool } from '../../server/src/lib/db.ts'
import { shown_sessions } from '../../server/src/store/sessions/sessions.ts'
import type { Scope } from './scope.ts'
import type { Database } from './start-gateway.ts'

/**
 * What a route costs that does nothing but look up one row by its id: Fastify and a pool, no credential, no tenant. `/bare` reads
 * five columns of one table, `/same` makes the statement of `GET /api/v1/sessions/{id}`.
 */
export const startBareRoute = async (scope: Scope, { url }: Database): Promise<string> => {
  const pool = openPool({
    url: url('wa_owner'),
    connections_max: 10,
    application_name: 'bare route'
  })
  scope.after(() => pool.end())
  const app = Fastify({ logger: false })
  app.get<{ Params: { id: string } }>('/bare/:id', async (request) => {
    const { rows } = await pool.query({
      name: 'bare',
      text: 'select id, session_name, status, phone_number, created_at from sessions where id = $1',
      values: [request.params.id]
    })
    return rows[0]
  })
  app.get<{ Params: { id: string } }>('/same/:id', async (request) => {
    const { rows } = await pool.query({
      name: 'same',
      text: `${shown_sessions} where s.id = $1`,
      values: [request.params.id]
    })
    return rows[0]
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  scope.after(() => app.close())
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
}
