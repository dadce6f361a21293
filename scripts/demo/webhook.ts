import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'

export type Received = { type: string; data: Record<string, unknown> }

/** The customer's own server of the story: checks each signature before it believes a webhook. */
export const startWebhookServer = async () => {
  const received: Received[] = []
  let secret = ''
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    try {
      received.push(
        new Webhook(secret).verify(
          Buffer.concat(parts).toString(),
          request.headers as Record<string, string>
        ) as Received
      )
      response.writeHead(200).end()
    } catch (error) {
      response.writeHead(401).end((error as Error).message)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}/whatsapp`,
    trust: (value: string): void => {
      secret = value
    },
    /** The first verified webhook of this type. */
    wait: async (type: string): Promise<Received> => {
      for (let tries = 0; tries < 400; tries++) {
        const found = received.find((one) => one.type === type)
        if (found) return found
        await pause(50)
      }
      throw new Error(`no webhook ${type} arrived`)
    },
    count: (): number => received.length,
    close: (): void => {
      server.closeAllConnections()
      server.close()
    }
  }
}
