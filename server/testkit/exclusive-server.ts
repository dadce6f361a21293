import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

/** Listens at a port or on a socket that nobody else listens on; null if somebody does. */
export const listenExclusively = async (address: object): Promise<Server | null> => {
  const server = createServer().listen({ ...address, exclusive: true })
  try {
    await once(server, 'listening')
    return server
  } catch (error) {
    if ((error as { code?: string }).code === 'EADDRINUSE') return null
    throw error
  }
}

export const closeServer = async (server: Server): Promise<void> => {
  server.close()
  await once(server, 'close')
}
