import type { IncomingMessage, ServerResponse } from 'node:http'
import type { World } from '../world.ts'

/**
 * The website of WhatsApp Web, as far as it tells the newest build: in its service worker and in its page. Without the
 * headers of a browser that opens it by itself the real one answers a page for unknown browsers, without the number.
 */
export const answerWebsite = (
  world: World,
  request: IncomingMessage,
  response: ServerResponse
): void => {
  const { headers, url = '/' } = request
  const type = PAGES[url.split('?')[0] ?? '']
  if (request.method !== 'GET' || !type) {
    response.writeHead(404).end()
    return
  }
  world.stats.website_visits += 1
  const is_browser =
    headers['sec-fetch-site'] === 'none' &&
    /^Mozilla\/5\.0 .*\bChrome\//.test(headers['user-agent'] ?? '')
  const said = is_browser ? `{"client_revision":${world.season.build_now},"tier":"prod"}` : '{}'
  const body =
    type === 'text/html'
      ? `<!DOCTYPE html><script>requireLazy(${said})</script>`
      : `importScripts();self.data=JSON.parse(${JSON.stringify(said)})`
  response.writeHead(200, { 'content-type': type }).end(body)
}

const PAGES: Record<string, string | undefined> = {
  '/': 'text/html',
  '/sw.js': 'text/javascript'
}
