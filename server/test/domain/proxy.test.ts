import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseProxy, showProxy } from '../../src/domain/proxy.ts'

const good: [string, string, number, { user: string; password: string } | null][] = [
  ['http://proxy.example:3128', 'http proxy.example', 3128, null],
  ['http://proxy.example', 'http proxy.example', 80, null],
  ['https://proxy.example/', 'https proxy.example', 443, null],
  ['SOCKS5://Proxy.Example', 'socks5 proxy.example', 1080, null],
  // The default port of the scheme that the parser is given must not be lost.
  ['http://proxy.example:21', 'http proxy.example', 21, null],
  ['http://proxy.example:0021/', 'http proxy.example', 21, null],
  ['socks5://[2001:db8::1]:9050', 'socks5 2001:db8::1', 9050, null],
  [
    'http://ada:secret@proxy.example',
    'http proxy.example',
    80,
    { user: 'ada', password: 'secret' }
  ],
  [
    'http://a%40b:p%3Aq%2F@proxy.example',
    'http proxy.example',
    80,
    { user: 'a@b', password: 'p:q/' }
  ],
  ['http://ada@proxy.example', 'http proxy.example', 80, { user: 'ada', password: '' }]
]

for (const [text, where, port, credentials] of good) {
  test(`${text} is a proxy`, () => {
    const proxy = parseProxy(text)
    assert.ok(typeof proxy !== 'string', String(proxy))
    assert.deepEqual(
      [`${proxy.scheme} ${proxy.host}`, proxy.port, proxy.credentials],
      [where, port, credentials]
    )
    assert.deepEqual(showProxy(proxy), {
      scheme: proxy.scheme,
      host: proxy.host,
      port,
      has_credentials: credentials !== null
    })
  })
}

const bad: [string, RegExp][] = [
  ['proxy.example:3128', /begin with/],
  ['ftp://proxy.example', /begin with/],
  ['http://', /address such as/],
  ['http://proxy.example:99999', /address such as/],
  ['http://proxy.example:0', /port from 1/],
  ['http://proxy.example/path', /no path/],
  ['http://proxy.example?x=1', /no path/],
  ['http://proxy.example#x', /no path/],
  ['http://%zz:x@proxy.example', /percent-encoded/],
  ['http://a%3Ab:x@proxy.example', /without a colon/],
  ['http://ada:x%0d%0aHost:y@proxy.example', /control characters/],
  [`http://ada:${'x'.repeat(256)}@proxy.example`, /at most 255 bytes/],
  // 128 letters of two bytes each.
  [`http://${'%C3%A9'.repeat(128)}:x@proxy.example`, /at most 255 bytes/]
]

for (const [text, why] of bad) {
  test(`${text.slice(0, 50)} is no proxy`, () => {
    assert.match(String(parseProxy(text)), why)
  })
}
