import { buildServer } from '../../../src/http/build-server.ts'
import { createLog } from '../../../src/lib/log.ts'
import { readConfig } from '../../../src/main/config/config.ts'
import { createAcceptCalls } from '../../../src/usecases/messages/accept-calls.ts'
import { adminDeps, withSystem } from '../../../testkit/admin.ts'
import { testDeps } from '../../../testkit/app.ts'
import { all_routes } from '../../../testkit/calls.ts'

/** Every route of both services in one process, which tells at its end what it logged as an error and how late its timers came. */

const [database_url = '', system_url = ''] = process.argv.slice(2)
const tick_ms = 10
const failures: string[] = []
const stalls = countStalls()

if (database_url !== '') {
  const deps = testDeps(database_url, readConfig({ BCRYPT_COST: '4' }))
  const log = createLog({ level: 'fatal', role: 'fuzz' })
  log.error = (about: object) => void failures.push(textOf(about))
  deps.log = log
  deps.accept_calls = createAcceptCalls(deps)
  const routes = withSystem(all_routes, adminDeps(system_url))
  const server = await buildServer(deps, routes, { title: 'Fuzz', description: 'Fuzz' })
  const address = await server.listen({ host: '127.0.0.1', port: 0 })
  process.send?.({ address })
} else process.send?.({ address: '' })

process.on('message', (asked) => {
  if (asked === 'report') process.send?.({ failures, stalls: stalls() })
  if (asked === 'end') process.exit(0)
})

/**
 * How often the process was away from its events for more than 100 ms by its own doing: the processor time of its thread
 * counts, so that what others do to a busy machine does not.
 */
function countStalls(): () => number {
  let count = 0
  let before = process.threadCpuUsage()
  setInterval(() => {
    const used = process.threadCpuUsage(before)
    if (used.user + used.system > 100_000 + tick_ms * 1_000) count++
    before = process.threadCpuUsage()
  }, tick_ms)
  return () => count
}

function textOf(about: object): string {
  const { err, ...rest } = about as { err?: Error }
  return `${JSON.stringify(rest)} ${err?.stack ?? ''}`
}
