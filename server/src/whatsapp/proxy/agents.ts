import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Socket } from 'node:net'
import { type ConnectionOptions, connect as connectTls } from 'node:tls'
import { buildConnector, Dispatcher1Wrapper, Agent as FetchAgent } from 'undici'
import type { Dial } from './dial.ts'
import { ProxyFailure } from './failure.ts'

type To = { host?: string | null | undefined; port?: number | string | null | undefined }
type Answer = (error: Error | null, socket?: Socket) => void

/** What Baileys connects with: the WebSocket, uploads (node:https) and downloads (fetch). Each leads through the proxy or fails. */
export type ProxyAgents = {
  agent: HttpsAgent
  fetchAgent: HttpsAgent
  options: { dispatcher: object }
  /** Ends what is still open of uploads and downloads. */
  close(): void
}

/** `failed` hears why the WebSocket could not be opened. */
export const createProxyAgents = (
  dial: Dial,
  ws_url: string | undefined,
  failed: (failure: ProxyFailure) => void
): ProxyAgents => {
  const through = (to: To, answer: Answer, tell?: typeof failed): void => {
    dial({ host: to.host ?? '', port: Number(to.port) }).then(
      (socket) => answer(null, socket),
      (error: Error) => {
        if (error instanceof ProxyFailure) tell?.(error)
        answer(error)
      }
    )
  }
  const plain = (tell?: typeof failed): HttpAgent => {
    const agent = new HttpAgent()
    agent.createConnection = (to, answer) => {
      through(to as To, (error, socket) => answer?.(error, socket as Socket), tell)
      return undefined
    }
    return agent
  }
  const secure = (tell?: typeof failed): HttpsAgent => {
    const agent = new HttpsAgent()
    agent.createConnection = (to, answer) => {
      const opened: Answer = (error, socket) => {
        if (!socket) return answer?.(error, undefined as never)
        answer?.(null, connectTls({ ...(to as ConnectionOptions), socket }))
      }
      through(to as To, opened, tell)
      return undefined
    }
    return agent
  }

  // Few sessions ever load a file: what for is made when one does.
  let fetching: { agent: FetchAgent; wrapped: Dispatcher1Wrapper } | undefined
  const startFetching = (): NonNullable<typeof fetching> => {
    const secured = buildConnector({ allowH2: false })
    const agent = new FetchAgent({
      allowH2: false,
      connect: (to, answer) =>
        through(
          { host: to.hostname, port: to.port || (to.protocol === 'https:' ? 443 : 80) },
          (error, socket) => {
            if (!socket) answer(error ?? new Error('not connected'), null)
            else if (to.protocol !== 'https:') answer(null, socket)
            else secured({ ...to, httpSocket: socket }, answer)
          }
        )
    })
    // The fetch of Node is an older undici.
    return { agent, wrapped: new Dispatcher1Wrapper(agent) }
  }
  const dispatcher = {
    dispatch: (...request: Parameters<Dispatcher1Wrapper['dispatch']>): boolean => {
      fetching ??= startFetching()
      return fetching.wrapped.dispatch(...request)
    }
  }

  const fetchAgent = secure()
  const is_plain = ws_url !== undefined && new URL(ws_url).protocol === 'ws:'
  return {
    agent: (is_plain ? plain(failed) : secure(failed)) as HttpsAgent,
    fetchAgent,
    options: { dispatcher },
    close: () => {
      fetchAgent.destroy()
      void fetching?.agent.destroy()
    }
  }
}
