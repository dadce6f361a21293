import { chmod, unlink } from 'node:fs/promises'
import { connect, type Server } from 'node:net'

/** Listens on a unix socket that users may open as its mode says; false: another process listens there. */
export const takeSocket = async (server: Server, path: string, mode: number): Promise<boolean> => {
  if (await isServed(path)) return false
  // What a process that was killed has left.
  await unlink(path).catch((error: { code?: string }) => {
    if (error.code !== 'ENOENT') throw error
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      server.off('error', reject)
      resolve()
    })
  })
  await chmod(path, mode)
  return true
}

const isServed = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
