import { readFileSync } from 'node:fs'
import { Agent } from 'node:https'
import { isIP } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import type { SimulatorInfo } from '../src/types/types.ts'
import type { ClientOptions } from './harness.ts'

type Connected = (error: Error | null, socket: TLSSocket | null) => void
type DispatcherClass = new (options: {
  connect(target: { hostname: string }, done: Connected): void
}) => object

/**
 * The options with which a client trusts the media server: uploads go through an agent, downloads
 * through fetch, whose dispatcher must be of the undici that is in Node. It leads every host to the
 * simulator, because Baileys looks for a history at mmg.whatsapp.net.
 */
export const mediaOptions = ({ media_ca, media_url }: SimulatorInfo) => {
  const ca = readFileSync(media_ca)
  const port = Number(new URL(media_url).port)
  const dispatcher = new (dispatcherClass())({
    connect: ({ hostname }, done) => {
      const servername = isIP(hostname) ? {} : { servername: hostname }
      const socket = connect({
        host: '127.0.0.1',
        port,
        ca,
        ALPNProtocols: ['http/1.1'],
        ...servername
      })
      socket.once('secureConnect', () => done(null, socket))
      socket.once('error', (error) => done(error, null))
    }
  })
  return {
    fetchAgent: new Agent({ ca }),
    options: { dispatcher } as RequestInit
  } satisfies ClientOptions
}

/** The first fetch makes it; until then there is none. */
const dispatcherClass = (): DispatcherClass => {
  fetch('data:,').catch(() => undefined)
  const place = Symbol.for('undici.globalDispatcher.1')
  const shared = (globalThis as Record<symbol, object | undefined>)[place]
  if (!shared) throw new Error('this Node has no dispatcher of its own')
  return shared.constructor as DispatcherClass
}
