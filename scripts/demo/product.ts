import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { SimulatorInfo } from '@whatsapp-saas/simulator/client'

/** Starts the product as `npm start` does, pointed at the simulator, and waits until it is healthy. */
export const startGateway = async (
  simulator: SimulatorInfo,
  data_dir: string
): Promise<{ url: string; stop(): Promise<void>; child: ChildProcess }> => {
  const [gateway, session_auth] = [await portNear(3000), await portNear(3001)]
  let said = ''
  const child = spawn(
    process.execPath,
    [
      '--max-semi-space-size=16',
      fileURLToPath(new URL('../../server/src/main/all.ts', import.meta.url))
    ],
    {
      cwd: data_dir,
      env: {
        ...process.env,
        DATA_DIR: data_dir,
        GATEWAY_PORT: String(gateway),
        SESSION_AUTH_PORT: String(session_auth),
        // The receiver of the demo's webhooks is on this machine.
        WEBHOOK_ALLOWED_ADDRESSES: 'loopback',
        WHATSAPP_WS_URL: simulator.ws_url,
        WHATSAPP_ROOT_KEY: simulator.root_key,
        WHATSAPP_MEDIA_CA: simulator.media_ca ?? '',
        WHATSAPP_WEB_URL: simulator.web_url,
        SANDBOX_URL: simulator.control_url,
        DATABASE_URL: ''
      },
      stdio: ['ignore', 'pipe', 'pipe']
    }
  )
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      said = (said + part.toString()).slice(-5_000)
    })
  const url = `http://127.0.0.1:${gateway}`
  for (let tries = 0; !(await healthy(url)); tries++) {
    if (child.exitCode !== null || tries > 400)
      throw new Error(`The product did not start:\n${said}`)
    await pause(100)
  }
  return {
    url,
    child,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
  }
}

const healthy = (url: string): Promise<boolean> =>
  fetch(`${url}/health`).then(
    (res) => res.ok,
    () => false
  )

/** This port when it is free, otherwise any. */
const portNear = async (wanted: number): Promise<number> => {
  for (const port of [wanted, 0]) {
    const server = createServer().listen(port, '127.0.0.1')
    const [event] = await Promise.race([
      once(server, 'listening').then(() => ['listening']),
      once(server, 'error').then(() => ['error'])
    ])
    if (event === 'error') continue
    const { port: free } = server.address() as { port: number }
    server.close()
    await once(server, 'close')
    return free
  }
  throw new Error('no free port')
}
