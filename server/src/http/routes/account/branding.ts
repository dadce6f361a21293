import { Branding, SetBranding } from '../../../schemas/branding.ts'
import { readBranding, setBranding } from '../../../usecases/account/branding.ts'
import { route } from '../../route.ts'

export const readBrandingRoute = route({
  operation_id: 'getBranding',
  method: 'GET',
  url: '/api/v1/account/branding',
  scope: 'account:read',
  schema: { response: { 200: Branding } },
  summary: 'Read how the linking page looks',
  tags: ['account'],
  handler: (deps, request) => readBranding(deps, request.tenant)
})

export const setBrandingRoute = route({
  operation_id: 'setBranding',
  method: 'PUT',
  audit: 'branding.changed',
  url: '/api/v1/account/branding',
  idempotency: 'transactional',
  scope: 'account:write',
  schema: { body: SetBranding, response: { 200: Branding } },
  summary: 'Set how the linking page looks, and who may embed it',
  description:
    'The page that a link token leads to shows the name, the logo and the colour. Sites of `embed_origins` may show it in a frame, and are told with `postMessage` when the number is linked: `{ "type": "whatsapp-linked", "session_id": … }`.',
  tags: ['account'],
  handler: (deps, request) => setBranding(deps, request.context, request.body)
})
