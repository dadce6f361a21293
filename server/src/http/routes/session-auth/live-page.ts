import { readFile } from 'node:fs/promises'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const folder = new URL('../../pages/', import.meta.url)

const send = async (reply: FastifyReply, name: string, type: string): Promise<Buffer> => {
  reply.type(`${type}; charset=utf-8`).header('cache-control', 'public, max-age=300')
  return readFile(new URL(name, folder))
}

const contentOf = (type: string) => ({ 200: { content: { [type]: { schema: z.any() } } } })

export const livePageRoute = route({
  method: 'GET',
  url: '/session/:id',
  public: true,
  schema: { params: idParams('session'), response: contentOf('text/html') },
  summary: 'A page that shows the QR code and renews it',
  description:
    'The page itself holds nothing. It fetches the code with the credential after the # of its address (`/session/{id}#token=…`), or asks for one.',
  tags: ['sessions'],
  handler: (_deps, _request, reply) => send(reply, 'live-qr.html', 'text/html')
})

export const liveScriptRoute = route({
  method: 'GET',
  url: '/session/live-qr.js',
  public: true,
  hidden: true,
  schema: { response: contentOf('text/javascript') },
  summary: 'The script of that page',
  tags: ['sessions'],
  handler: (_deps, _request, reply) => send(reply, 'live-qr.js', 'text/javascript')
})
