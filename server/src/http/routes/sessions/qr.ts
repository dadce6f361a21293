import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Tenant } from '../../../domain/tenant.ts'
import { time } from '../../../schemas/time.ts'
import type { Deps } from '../../../usecases/deps.ts'
import { readQr } from '../../../usecases/sessions/qr.ts'
import { acceptedType } from '../../accepted-type.ts'
import { idParams } from '../../id-params.ts'
import { drawDataUrl, drawPng, drawSvg } from '../../qr-picture.ts'
import { type Route, route } from '../../route.ts'

const QrCode = z
  .object({
    qr: z.string().describe('The content of the QR code.'),
    code_id: z.string().describe('Every code has its own: see `shown`.'),
    image: z.string().describe('The picture as a data URL (PNG).'),
    expires_at: time.describe(
      'The code can be scanned until then, unless WhatsApp asks for a new one earlier: follow it with `wait` and `shown`.'
    )
  })
  .meta({ id: 'QrCode' })

const forms = { json: 'application/json', png: 'image/png', svg: 'image/svg+xml' } as const
type Form = keyof typeof forms

const content = (names: Form[]) => ({
  description: 'The current code.',
  content: Object.fromEntries(
    names.map((name) => [forms[name], { schema: name === 'json' ? QrCode : z.any() }])
  )
})

type Asked = {
  tenant: Tenant
  params: { id: string }
  query: { wait: number; shown?: string | undefined }
  signal: AbortSignal
}

const answerQr = async (
  deps: Deps,
  { tenant, params, query, signal }: Asked,
  reply: FastifyReply,
  form: Form
): Promise<unknown> => {
  const { qr, code_id, expires_at } = await readQr(
    deps,
    tenant,
    params.id,
    { wait_ms: query.wait * 1000, shown: query.shown },
    signal
  )
  // The code gives access to a phone: no copy of it may stay on the way.
  reply.header('cache-control', 'no-store')
  if (form === 'json') return { qr, code_id, image: await drawDataUrl(qr), expires_at }
  reply.type(forms[form]).header('expires', expires_at.toUTCString())
  return form === 'png' ? drawPng(qr) : drawSvg(qr)
}

const about = {
  scope: 'sessions:read',
  errors: ['session_connected', 'session_not_started', 'passkey_required', 'qr_not_ready'],
  summary: 'Get the QR code to scan',
  description:
    'With `wait` the call answers as soon as there is a code. With `shown` it answers as soon as there is a different code, such as the new one that WhatsApp may ask for after a scan. 409 `qr_not_ready`: try again in a second; `session_connected`: there is nothing to scan; `passkey_required`: a code was scanned, and linking continues with …/passkey.',
  tags: ['sessions']
} as const

const querystring = z.strictObject({
  wait: z.coerce.number().int().min(0).max(30).default(0).describe('Seconds to wait for a code.'),
  shown: z
    .string()
    .max(64)
    .optional()
    .describe(
      'The code_id of the code you show: the call waits for a different one. When `wait` is over it answers with the same code.'
    )
})

const negotiated = (url: `${string}/:id/qr`, link_token = false): Route =>
  route({
    ...about,
    operation_id: 'getQrCode',
    link_token,
    errors: [...about.errors, 'not_acceptable'],
    method: 'GET',
    url,
    schema: {
      params: idParams('session'),
      querystring,
      response: { 200: content(['json', 'png', 'svg']) }
    },
    handler: (deps, request, reply) => {
      reply.header('vary', 'Accept')
      const type = acceptedType(request.headers.accept, Object.values(forms))
      const form = (Object.keys(forms) as Form[]).find((name) => forms[name] === type)
      return answerQr(deps, request, reply, form ?? 'json')
    }
  })

const fixed = (form: 'png' | 'svg'): Route =>
  route({
    ...about,
    operation_id: form === 'png' ? 'getQrCodeAsPng' : 'getQrCodeAsSvg',
    link_token: true,
    method: 'GET',
    url: `/session/:id/qr.${form}`,
    schema: { params: idParams('session'), querystring, response: { 200: content([form]) } },
    handler: (deps, request, reply) => answerQr(deps, request, reply, form)
  })

export const sessionQrRoute = negotiated('/api/v1/sessions/:id/qr')
export const authQrRoute = negotiated('/session/:id/qr', true)
export const authQrPngRoute = fixed('png')
export const authQrSvgRoute = fixed('svg')
