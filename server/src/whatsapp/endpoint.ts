import { readFileSync } from 'node:fs'
import { WA_CERT_DETAILS } from 'baileys/lib/Defaults/index.js'
import { Agent } from 'undici'

/** Where WhatsApp is and whom to trust there. Empty: WhatsApp's own servers. */
export type Endpoint = { ws_url?: string; root_key?: string; media_ca?: string }

/** The part of Baileys' configuration that says where to connect. Call once: the root key is a setting of the whole process. */
export const endpointConfig = (
  endpoint: Endpoint
): { waWebSocketUrl?: string; options?: RequestInit } => {
  if (endpoint.root_key) WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(endpoint.root_key, 'hex')
  const ca = endpoint.media_ca ? readFileSync(endpoint.media_ca) : undefined
  return {
    ...(endpoint.ws_url && { waWebSocketUrl: endpoint.ws_url }),
    // Node's fetch takes undici's dispatcher; its type is not part of the DOM's RequestInit.
    ...(ca && { options: { dispatcher: new Agent({ connect: { ca } }) } as unknown as RequestInit })
  }
}
