import { Socket } from 'node:net'

/**
 * A socket that sends what is written in one turn of the event loop with one call of the system: statements that travel
 * together cost a call each otherwise, which was the dearest single thing a worker did.
 */
export const createCorkingSocket = (): Socket => {
  const socket = new Socket()
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean
  let gathering = false
  const leave = (): void => {
    gathering = false
    socket.uncork()
  }
  const gather = ((...args: unknown[]) => {
    if (!gathering) {
      gathering = true
      socket.cork()
      process.nextTick(leave)
    }
    return write(...args)
  }) as Socket['write']
  // Not before: `connect` of Node puts its own `write` back.
  socket.once('connect', () => {
    socket.write = gather
  })
  return socket
}
