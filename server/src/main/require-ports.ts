import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Config } from './config/config.ts'
import { StartError } from './start-error.ts'

/** Makes sure that the ports of the services are free before anything is started. */
export const requirePorts = async (config: Config): Promise<void> => {
  const wanted = [
    ['GATEWAY_PORT', config.GATEWAY_PORT],
    ['SESSION_AUTH_PORT', config.SESSION_AUTH_PORT]
  ] as const
  for (const [variable, port] of wanted) {
    if (!(await isTaken(config.HOST, port))) continue
    throw new StartError(
      `Port ${port} is taken by another program. Stop that one, or set ${variable} to another port.`
    )
  }
}

// What else can be wrong with an address is told by who listens on it.
const isTaken = async (host: string, port: number): Promise<boolean> => {
  const server = createServer()
  try {
    server.listen(port, host)
    await once(server, 'listening')
    return false
  } catch (error) {
    return (error as { code?: string }).code === 'EADDRINUSE'
  } finally {
    if (server.listening) {
      server.close()
      await once(server, 'close')
    }
  }
}
