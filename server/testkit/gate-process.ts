import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { until } from './until.ts'

export type End = { after(step: () => unknown): void }

/** Lets those who reach this address of the machine through to what listens elsewhere. */
export const relay = async (
  end: End,
  host: string,
  reach: () => Socket
): Promise<{ host: string; port: number }> => {
  const server = createServer((near) => {
    const far = reach()
    for (const [one, other] of [
      [near, far],
      [far, near]
    ] as const) {
      one.on('error', () => other.destroy()).on('close', () => other.destroy())
      one.pipe(other)
    }
  }).listen(0, host)
  await once(server, 'listening')
  end.after(() => server.close())
  return { host, port: (server.address() as { port: number }).port }
}

/** The role docker-gate as operators start it. */
export const startGate = async (end: End, environment: Record<string, string>): Promise<void> => {
  const file = fileURLToPath(new URL('../src/main/docker-gate.ts', import.meta.url))
  const gate: ChildProcess = spawn(process.execPath, [file], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'ignore', process.env['TEST_LOG'] ? 'inherit' : 'ignore']
  })
  end.after(async () => {
    gate.kill('SIGTERM')
    if (gate.exitCode === null) await once(gate, 'exit')
  })
  const socket = environment['DOCKER_GATE_SOCKET'] ?? ''
  await until('docker-gate listens', async () => {
    if (gate.exitCode !== null) throw new Error('docker-gate ended')
    const probe = connect(socket)
    const listens = await once(probe, 'connect').then(
      () => true,
      () => false
    )
    probe.destroy()
    return listens
  })
}
