import { redis_missing, startRedis } from '../server/testkit/redis.ts'
import { startBareRoute } from './support/bare-route.ts'
import { callMany } from './support/call-many.ts'
import type { CallOrder } from './support/call-process.ts'
import { type Scope, withScope } from './support/scope.ts'
import {
  type BenchTenant,
  seedTenants,
  startBenchGateway,
  startDatabase
} from './support/start-gateway.ts'
import { printTable } from './support/table.ts'

// How many calls a gateway answers, next to a route that looks up one row: npm run bench:api
// SECONDS=10 of each, CALLERS=32, TENANTS=1,1000
const callers = Number(process.env['CALLERS'] ?? 32)
const seconds = Number(process.env['SECONDS'] ?? 10)
const tenant_counts = (process.env['TENANTS'] ?? '1,1000').split(',').map(Number)

type Calls = CallOrder['requests']

const bareCalls = (tenants: BenchTenant[], what: 'bare' | 'same'): Calls =>
  tenants.map(({ session_id }) => ({
    method: 'GET',
    path: `/${what}/${session_id}`,
    token: null,
    body: null
  }))
const readCalls = (tenants: BenchTenant[]): Calls =>
  tenants.map(({ session_id, token }) => ({
    method: 'GET',
    path: `/api/v1/sessions/${session_id}`,
    token,
    body: null
  }))
const sendCalls = (tenants: BenchTenant[]): Calls =>
  tenants.map(({ session_id, token }) => ({
    method: 'POST',
    path: '/api/v1/messages',
    token,
    body: JSON.stringify({
      session_id,
      to: '+201009876543',
      type: 'text',
      text: { body: 'x'.repeat(200) }
    })
  }))

await withScope(async (scope: Scope) => {
  const database = await startDatabase(scope)
  const gateways = [{ name: 'memory', origin: await startBenchGateway(scope, database) }]
  if (redis_missing) console.log(`without Redis: ${redis_missing}`)
  else {
    const { url } = await startRedis(scope as Parameters<typeof startRedis>[0])
    const origin = await startBenchGateway(scope, database, { REDIS_URL: url })
    gateways.push({ name: 'Redis', origin })
  }
  const bare_origin = await startBareRoute(scope, database)
  const rows: (string | number)[][] = []
  for (const count of tenant_counts) {
    const tenants = await seedTenants(database.owner, count)
    await database.owner.query('vacuum analyze')
    const measure = async (what: string, origin: string, requests: Calls, base?: number) => {
      await callMany({ origin, callers, requests, seconds: Math.min(3, seconds) })
      const figures = await callMany({ origin, callers, requests, seconds })
      const { per_second, p50_ms, p99_ms, refused } = figures
      const share = base === undefined ? '' : `${((100 * per_second) / base).toFixed(0)} %`
      rows.push([what, count, per_second, p50_ms, p99_ms, share, refused])
      return per_second
    }
    await measure('bare route, five columns of a row', bare_origin, bareCalls(tenants, 'bare'))
    const same = bareCalls(tenants, 'same')
    const base = await measure('bare route, the statement of the GET', bare_origin, same)
    for (const { name, origin } of gateways) {
      await measure(`GET sessions/{id}, ${name}`, origin, readCalls(tenants), base)
      await measure(`POST messages, ${name}`, origin, sendCalls(tenants), base)
    }
  }
  const head = ['', 'tenants', 'per second', 'p50 ms', 'p99 ms', 'of bare', 'refused']
  printTable(`${callers} callers, ${seconds} s each`, head, rows)
})
