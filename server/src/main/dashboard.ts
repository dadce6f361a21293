import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Dashboard, DashboardState } from '../http/dashboard/dashboard.ts'
import type { Log } from '../lib/log.ts'
import type { Config } from './config/config.ts'

const workspace = fileURLToPath(new URL('../../../dashboard/', import.meta.url))
const folder = join(workspace, 'dist')
const script = join(workspace, 'scripts/build.ts')
const output_chars_max = 2_000

const isBuilt = (): boolean => existsSync(join(folder, 'index.html'))
const stateNow = (): DashboardState => (isBuilt() ? 'ready' : 'missing')

/** The dashboard as it was built before, such as with the image. */
export const findDashboard = (config: Config): Dashboard | undefined =>
  config.DASHBOARD === 'on'
    ? {
        folder,
        state: stateNow,
        // With a public address a proxy stands before both.
        session_auth_port: config.PUBLIC_URL ? null : config.SESSION_AUTH_PORT,
        sandbox_url: config.SANDBOX_URL ?? null
      }
    : undefined

type Building = { dashboard: Dashboard | undefined; stop: () => Promise<void> }

/**
 * The dashboard, which is built beside everything else when that has not happened yet or its sources have changed. Where it
 * cannot be built, the log says why, and what was built before is served.
 */
export const buildDashboard = (config: Config, log: Log): Building => {
  const found = findDashboard(config)
  if (!found || !existsSync(script)) return { dashboard: found, stop: async () => undefined }
  let building = true
  let output = ''
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-output_chars_max)
    })
  child.once('error', (error) => {
    building = false
    log.warn({ error: error.message }, 'the dashboard could not be built')
  })
  child.once('exit', (code, signal) => {
    building = false
    if (code === 0) log.info({ output: output.trim() }, 'dashboard ready')
    else if (!signal) log.warn({ code, output }, 'the dashboard could not be built')
  })
  return {
    // While it is built anew the pages of before would be about to go.
    dashboard: { ...found, state: () => (building && !isBuilt() ? 'building' : stateNow()) },
    stop: async () => {
      if (!building) return
      const ended = once(child, 'exit')
      child.kill()
      await ended
    }
  }
}
