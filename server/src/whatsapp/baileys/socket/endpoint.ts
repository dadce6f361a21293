import { readFileSync } from 'node:fs'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { WA_CERT_DETAILS } from 'baileys/lib/Defaults/index.js'

/** Where WhatsApp is and whom to trust there. Empty: WhatsApp's own servers. */
export type Endpoint = { ws_url?: string; root_key?: string; media_ca?: string }

/**
 * The part of Baileys' configuration that says where to connect. Call once: the root key and the certificates are
 * settings of the whole process. Baileys uploads with node:https and downloads with fetch, and the dispatcher of another
 * undici than Node's own is refused by the latter, so the certificate is made one that everything here trusts.
 */
export const endpointConfig = (endpoint: Endpoint): { waWebSocketUrl?: string } => {
  if (endpoint.root_key) WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(endpoint.root_key, 'hex')
  if (endpoint.media_ca) {
    setDefaultCACertificates([
      ...getCACertificates('default'),
      readFileSync(endpoint.media_ca, 'utf8')
    ])
  }
  return endpoint.ws_url ? { waWebSocketUrl: endpoint.ws_url } : {}
}
