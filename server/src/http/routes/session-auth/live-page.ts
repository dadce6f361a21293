import { readFile } from 'node:fs/promises'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { idParams } from '../../id-params.ts'
import { packPasskeyHelper } from '../../passkey-helper.ts'
import { type Route, route } from '../../route.ts'

const folder = new URL('../../pages/', import.meta.url)

const send = async (reply: FastifyReply, name: string, type: string): Promise<Buffer> => {
  reply.type(`${type}; charset=utf-8`).header('cache-control', 'public, max-age=300')
  return readFile(new URL(name, folder))
}

const contentOf = (type: string) => ({ 200: { content: { [type]: { schema: z.any() } } } })

export const livePageRoute = route({
  operation_id: 'openLinkingPage',
  method: 'GET',
  url: '/session/:id',
  public: true,
  schema: { params: idParams('session'), response: contentOf('text/html') },
  summary: 'A page that shows the current QR code',
  description:
    'The page contains no data. It fetches the code with the credential after the # of its address (`/session/{id}#token=…`), or asks for one. It also guides the owner of a number with a passkey through signing and comparing codes.',
  tags: ['sessions'],
  handler: (_deps, _request, reply) => send(reply, 'live-qr.html', 'text/html')
})

/** What the page is made of. Its policy allows files of this server alone. */
const parts = {
  'live-qr.css': 'text/css',
  'live-qr.js': 'text/javascript',
  'show.js': 'text/javascript',
  'passkey-answer.js': 'text/javascript',
  'passkey-snippet.js': 'text/javascript',
  'passkey-steps.js': 'text/javascript'
} as const

const livePartRoutes = Object.entries(parts).map(([name, type]) =>
  route({
    operation_id: 'getLinkingPagePart',
    method: 'GET',
    url: `/session/${name}`,
    public: true,
    hidden: true,
    schema: { response: contentOf(type) },
    summary: 'A part of that page',
    tags: ['sessions'],
    handler: (_deps, _request, reply) => send(reply, name, type)
  })
)

/** Packed at the first download; the files do not change while the service runs. */
let helper: ReturnType<typeof packPasskeyHelper> | undefined

const passkeyHelperRoute = route({
  operation_id: 'downloadPasskeyHelper',
  method: 'GET',
  url: '/session/passkey-helper.zip',
  public: true,
  schema: { response: contentOf('application/zip') },
  summary: 'The browser extension that signs with a passkey of WhatsApp',
  description:
    'Unpack it and load it in the browser. `extension/README.md` says what it may do and what it keeps.',
  tags: ['sessions'],
  handler: async (_deps, _request, reply) => {
    helper ??= packPasskeyHelper()
    const { version, zip } = await helper
    reply
      .type('application/zip')
      .header('content-disposition', `attachment; filename="passkey-helper-${version}.zip"`)
      .header('cache-control', 'public, max-age=300')
    return zip
  }
})

export const live_page_routes: Route[] = [livePageRoute, ...livePartRoutes, passkeyHelperRoute]
