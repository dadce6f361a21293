import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { createTlsCertificates } from '@whatsapp-saas/simulator/tls'

/** No stricter policy could be sent by the real one: nothing may come from elsewhere, go elsewhere or be written inline. */
const headers = {
  'content-security-policy':
    "default-src 'self' data: blob:; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' wss://*.web.whatsapp.com https://*.whatsapp.net; frame-ancestors 'self'; require-trusted-types-for 'script'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(self), publickey-credentials-get=(self)',
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff'
}

/** An application that takes its address, its keys and its buttons for itself, as large ones do. */
const files: Record<string, [type: string, text: string]> = {
  '/': [
    'text/html; charset=utf-8',
    '<!doctype html><html lang="en"><head><title>WhatsApp Web</title><link rel="stylesheet" href="/app.css"></head><body><div id="app"></div><script src="/app.js"></script></body></html>'
  ],
  '/app.css': [
    'text/css',
    '* { margin: 0; padding: 0; letter-spacing: 0.2em; text-transform: uppercase } button { display: none } dialog { opacity: 0 } #app { padding: 4rem }'
  ],
  '/app.js': [
    'text/javascript',
    `const app = document.getElementById('app')
     app.textContent = 'Steps to log in: scan this code. opener: ' + String(window.opener) + ', address: ' + location.hash
     addEventListener('keydown', (event) => event.preventDefault())`
  ]
}

/** Plays https://web.whatsapp.com on this machine; answers with the port on which it does. */
export const startWhatsAppWeb = async (t: TestContext): Promise<number> => {
  const { cert_pem, key_pem } = createTlsCertificates(Buffer.alloc(32, 7), ['web.whatsapp.com'])
  const server = createServer({ cert: cert_pem, key: key_pem }, (request, response) => {
    const [type, text] = files[request.url ?? ''] ?? []
    if (!type) return response.writeHead(404, headers).end()
    return response.writeHead(200, { ...headers, 'content-type': type }).end(text)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}
