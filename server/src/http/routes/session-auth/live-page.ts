import { readFile } from 'node:fs/promises'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { textColorOn } from '../../../domain/branding.ts'
import { brandingView } from '../../../usecases/account/branding-view.ts'
import { openLink } from '../../../usecases/sessions/open-link.ts'
import { idParams } from '../../id-params.ts'
import { type Page, pagePolicy, renderPage } from '../../linking/render.ts'
import { choosePageLanguage } from '../../linking/texts.ts'
import { packPasskeyHelper } from '../../passkey-helper.ts'
import { type Route, route } from '../../route.ts'
import { linkStreamRoute } from './link-stream.ts'

const folder = new URL('../../pages/', import.meta.url)

const send = async (reply: FastifyReply, name: string, type: string): Promise<Buffer> => {
  reply.type(`${type}; charset=utf-8`).header('cache-control', 'public, max-age=300')
  return readFile(new URL(name, folder))
}

const contentOf = (type: string) => ({ 200: { content: { [type]: { schema: z.any() } } } })

/** The page with the headers that keep it to itself; whoever may embed it stands in its policy. */
const sendPage = (reply: FastifyReply, page: Omit<Page, 'language'>): string => {
  // Not declared: addresses that are passed on get fields of others behind their question mark.
  const { lang } = reply.request.query as { lang?: unknown }
  const language = choosePageLanguage(lang, reply.request.headers)
  const { embed_origins } = page.brand
  if (embed_origins.length > 0) reply.removeHeader('x-frame-options')
  else reply.header('x-frame-options', 'DENY')
  reply.type('text/html; charset=utf-8').headers({
    'cache-control': 'no-store',
    'content-language': language,
    'content-security-policy': pagePolicy(embed_origins),
    'x-robots-tag': 'noindex',
    vary: 'accept-language'
  })
  return renderPage({ ...page, language })
}

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
  handler: (_deps, { params }, reply) =>
    sendPage(reply, { state: 'open', session_id: params.id, brand: brandingView(null) })
})

export const linkPageRoute = route({
  operation_id: 'openLink',
  method: 'GET',
  url: '/session/link/:token',
  public: true,
  schema: {
    params: z.strictObject({ token: z.string().max(100) }),
    response: { ...contentOf('text/html'), 404: { content: { 'text/html': { schema: z.any() } } } }
  },
  summary: 'The linking page of a link token',
  description:
    'For an end customer without an account: it shows the name, logo and colour of the branding, the QR code or a pairing code, and the steps on the phone, in the language of the browser (`lang` chooses another). Sites of `embed_origins` may show it in a frame. A link that has ended is a 404 that says why; looking at the page does not use the link up.',
  tags: ['sessions'],
  handler: async (deps, { params }, reply) => {
    const link = await openLink(deps, params.token)
    if (link.state !== 'open') reply.code(404)
    return sendPage(reply, link)
  }
})

const colorRoute = route({
  operation_id: 'getLinkingPageColor',
  method: 'GET',
  url: '/session/colors/:color',
  public: true,
  hidden: true,
  schema: {
    params: z.strictObject({ color: z.string().regex(/^[0-9a-f]{6}\.css$/) }),
    response: contentOf('text/css')
  },
  summary: 'The style sheet of a colour',
  tags: ['sessions'],
  handler: (_deps, { params }, reply) => {
    const color = `#${params.color.slice(0, 6)}`
    reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=31536000')
    return `:root{--brand:${color};--on-brand:${textColorOn(color)}}`
  }
})

/** What the page is made of. Its policy allows files of this server alone. */
const parts = {
  'live-qr.css': 'text/css',
  'live-qr.js': 'text/javascript',
  'show.js': 'text/javascript',
  'passkey-answer.js': 'text/javascript',
  'passkey-snippet.js': 'text/javascript',
  'passkey-steps.js': 'text/javascript',
  'pairing.js': 'text/javascript',
  'texts.js': 'text/javascript',
  'pictures/android-menu.svg': 'image/svg+xml',
  'pictures/iphone-settings.svg': 'image/svg+xml',
  'pictures/linked-devices.svg': 'image/svg+xml',
  'pictures/scan.svg': 'image/svg+xml',
  'pictures/type-code.svg': 'image/svg+xml',
  'pictures/done.svg': 'image/svg+xml'
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

export const live_page_routes: Route[] = [
  livePageRoute,
  linkPageRoute,
  linkStreamRoute,
  colorRoute,
  ...livePartRoutes,
  passkeyHelperRoute
]
