import { closeServer, listenExclusively } from './exclusive-server.ts'

// Below the ports that the kernel gives to connections and to servers that ask for any port (from 32768), above those
// of workers (4000 to 4999), and none of them is refused by `fetch`.
const first_port = 20_000
const ports = 10_000
const wait_ms_max = 60_000

/**
 * A port for a server that is started later, perhaps more than once. Until this process ends nobody else gets it: no
 * other test of any run on this machine, and no connection, whose own ports lie elsewhere.
 */
export const freePort = async (): Promise<number> => {
  const deadline = Date.now() + wait_ms_max
  do {
    const port = first_port + Math.floor(Math.random() * ports)
    // An abstract socket: the kernel frees it however the process ends.
    const lock = await listenExclusively({ path: `\0whatsapp-gateway-port-${port}` })
    if (!lock) continue
    const probe = await listenExclusively({ port, host: '127.0.0.1' })
    if (!probe) {
      await closeServer(lock)
      continue
    }
    await closeServer(probe)
    lock.unref()
    return port
  } while (Date.now() < deadline)
  throw new Error('every port for tests is reserved or in use')
}
