import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'

/** A role as a process of its own whose log is counted. */
export type Role = { pid: number; lines(): number; said(): string; stop(): Promise<void> }

export const startRole = (
  t: TestContext,
  file: string,
  environment: Record<string, string>
): Role => {
  const program = fileURLToPath(new URL(`../../src/main/${file}`, import.meta.url))
  const child = spawn(process.execPath, [program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment
  })
  let lines = 0
  let said = ''
  const hear = (chunk: Buffer): void => {
    for (const byte of chunk) if (byte === 10) lines++
    said = (said + chunk.toString()).slice(-20_000)
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), 20_000)
    await once(child, 'exit')
    clearTimeout(timer)
  }
  t.after(stop)
  return { pid: child.pid ?? 0, lines: () => lines, said: () => said, stop }
}
