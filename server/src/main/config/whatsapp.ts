import { z } from 'zod'
import { key, whole } from './fields.ts'

/** How WhatsApp is reached. */
export const whatsapp_settings = {
  WHATSAPP_WS_URL: z
    .url()
    .optional()
    .describe("WebSocket address of WhatsApp. Unset: WhatsApp's own."),
  WHATSAPP_WEB_VERSION: z
    .string()
    .regex(/^(2\.3000\.)?\d{10}$/, 'must look like 2.3000.1043857760')
    .optional()
    .describe(
      "Version of WhatsApp Web to present to WhatsApp, such as 2.3000.1043857760. Unset: the newest of the library's own and of those found on the website that WhatsApp has accepted a login with."
    ),
  WHATSAPP_WEB_URL: z
    .union([z.literal('off'), z.url()])
    .optional()
    .describe(
      "Website that tells the newest version of WhatsApp Web; off: none is asked. Unset: WhatsApp's own, unless WHATSAPP_WS_URL is set."
    ),
  WHATSAPP_ROOT_KEY: key.describe(
    "Public key of the Noise certificate root, in hex. Unset: WhatsApp's own."
  ),
  WHATSAPP_MEDIA_CA: z
    .string()
    .optional()
    .describe('File with a PEM certificate to trust for media hosts.'),
  MEDIA_RECEIVED_BYTES_MAX: whole(2_147_483_648).describe(
    'Largest file in bytes that is fetched when a message brings it. What a customer may keep in all is in the plan.'
  )
}
