import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { freePort } from './free-port.ts'

/** Why tests with Redis are left out on this machine, or false. */
export const redis_missing: string | false = (() => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return false
  } catch {
    return 'there is no redis-server here (apt-get install redis-server)'
  }
})()

export type TestRedis = {
  url: string
  /** Ends it at once, as a lost machine would. It keeps nothing. */
  kill(): Promise<void>
  start(): Promise<void>
  /** It holds its connections and answers nothing. */
  freeze(): void
  thaw(): void
}

/** A Redis of the test's own on this machine, gone with the test. */
export const startRedis = async (t: TestContext): Promise<TestRedis> => {
  const folder = await mkdtemp(join(tmpdir(), 'redis-'))
  const port = await freePort()
  let server: ChildProcess | undefined

  const kill = async (): Promise<void> => {
    if (!server) return
    const ended = once(server, 'exit')
    server.kill('SIGKILL')
    server = undefined
    await ended
  }
  const start = async (): Promise<void> => {
    const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder]
    const child = spawn('redis-server', [...settings, '--save', '', '--appendonly', 'no'], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    server = child
    for await (const text of child.stdout.iterator({ destroyOnReturn: false }))
      if (`${text}`.includes('Ready to accept connections')) break
    child.stdout.resume()
  }
  t.after(async () => {
    server?.kill('SIGCONT')
    await kill()
    await rm(folder, { recursive: true })
  })
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    start,
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT')
  }
}
