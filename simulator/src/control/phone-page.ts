import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'

const folder = new URL('./page/', import.meta.url)

/** A phone to play with in a browser: what it is made of. */
const files = new Map([
  ['/', ['phone.html', 'text/html']],
  ['/phone.css', ['phone.css', 'text/css']],
  ['/phone.js', ['phone.js', 'text/javascript']]
] as const)

/** Its own files alone. It may stand in a frame of any page: who can open it can make every control call anyway. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"

/** Answers a GET with the page of the phone; false when it asks for something else. */
export const servePhonePage = async (
  request: IncomingMessage,
  response: ServerResponse
): Promise<boolean> => {
  if (request.method !== 'GET') return false
  const path = (request.url ?? '/').split('?')[0] ?? '/'
  const file = new Map<string, readonly [string, string]>(files).get(path)
  if (!file) return false
  const [name, type] = file
  const content = await readFile(new URL(name, folder))
  response.writeHead(200, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff'
  })
  response.end(content)
  return true
}
