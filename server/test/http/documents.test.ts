import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { chapters, entries, fileIn, languages } from '../../src/http/documents/catalogue.ts'
import { render } from '../../src/http/documents/render.ts'
import { type Answer, type Harness, harness } from '../../testkit/app.ts'

const root = new URL('../../../', import.meta.url)
const shown = languages.flatMap((language) =>
  entries
    .filter((entry) => language === 'en' || entry.file.endsWith('.md'))
    .filter((entry) => existsSync(new URL(fileIn(entry, language), root)))
    .map((entry) => ({ entry, language, url: `/docs/${language}/${entry.slug}` }))
)

const isPage = (answer: Answer, status = 200): string => {
  assert.equal(answer.statusCode, status, answer.body.slice(0, 500))
  assert.match(String(answer.headers['content-type']), /^text\/html; charset=utf-8/)
  const policy = String(answer.headers['content-security-policy'])
  assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/)
  assert.doesNotMatch(policy, /unsafe|https?:|\*/)
  assert.match(policy, /frame-ancestors 'none'/)
  assert.equal(answer.headers['x-content-type-options'], 'nosniff')
  return answer.body
}

const hrefsOf = (html: string): string[] =>
  [...html.matchAll(/\b(?:href|src|action)="([^"]*)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&')
  )
const idsOf = (html: string): string[] =>
  [...html.matchAll(/\bid="([^"]*)"/g)].map(([, id = '']) => id)

test('every document in the menu is there, and each file of the project is a page in each language that it has', async (t) => {
  const app = await harness(t)
  for (const entry of entries) assert.ok(existsSync(new URL(entry.file, root)), entry.file)
  for (const { entry, language, url } of shown) {
    const html = isPage(await app.anonymous.get(url))
    assert.match(
      html,
      new RegExp(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`)
    )
    assert.equal(html.match(/<h1[ >]/g)?.length, 1, url)
    assert.match(html, new RegExp(`<a href="${url}" aria-current="page">`))
    // Nothing that a browser would have to be allowed to run.
    assert.doesNotMatch(
      html,
      /<script(?! src="\/docs\/assets\/)|<style| style=| on[a-z]+=|javascript:/i,
      entry.file
    )
    const ids = idsOf(html)
    assert.equal(new Set(ids).size, ids.length, `${url} has an id twice`)
  }
})

test('every link of every page leads to a page and to a heading that is there', async (t) => {
  const app = await harness(t)
  const pages = new Map<string, string>()
  const open = async (url: string): Promise<string> => {
    const known = pages.get(url)
    if (known !== undefined) return known
    const answer = await app.anonymous.get(url)
    if (answer.statusCode === 302) return open(String(answer.headers['location']))
    assert.equal(answer.statusCode, 200, url)
    pages.set(url, answer.body)
    return answer.body
  }
  const all = ['/docs/en', '/docs/ar', ...shown.map(({ url }) => url)]
  let looked_at = 0
  for (const url of all)
    for (const href of hrefsOf(await open(url))) {
      if (/^(https?:|data:)/.test(href)) continue
      looked_at += 1
      const [path = '', anchor] = href.split('#', 2)
      // Served by what is not part of this test.
      if (['/', '/health'].includes(path)) continue
      const target = await open(path === '' ? url : path)
      if (anchor) assert.ok(idsOf(target).includes(decodeURIComponent(anchor)), `${url}: ${href}`)
    }
  assert.ok(looked_at > 500)
})

const find = async (app: Harness, language: string, question: string): Promise<string> =>
  isPage(await app.anonymous.get(`/docs/${language}/search?q=${encodeURIComponent(question)}`))

test('words are found by their beginnings, in English and in Arabic however they are written', async (t) => {
  const app = await harness(t)
  const idempotency = await find(app, 'en', 'idempot key')
  assert.match(idempotency, /<a href="\/docs\/en\/api-guide#repeated-calls">/)
  assert.match(idempotency, /<mark>Idempotency<\/mark>/)
  assert.match(await find(app, 'en', 'WORKERS_MAX'), /\/docs\/en\/settings/)
  assert.match(await find(app, 'en', 'zzzqqq'), /Nothing found/)
  // With the article and without, with vowel signs and without.
  for (const question of ['الحظر', 'حَظْر'])
    assert.match(await find(app, 'ar', question), /<ol class="results">/)
  for (const [question, page] of [
    ['مفتاح المرور', 'passkey'],
    ['محو حساب', 'privacy'],
    ['القفل الزمني', 'limits'],
    ['فواتير', 'accounts'],
    ['مساحة الأسماء', 'kubernetes'],
    ['مجموعة الفوضى', 'reliability'],
    ['حين ينطلق تنبيه', 'monitoring'],
    ['استبدال عملية عاملة', 'instances']
  ] as const) {
    const results = /<ol class="results">(.*?)<\/ol>/s.exec(await find(app, 'ar', question))?.[1]
    assert.match(results ?? '', new RegExp(`href="/docs/ar/${page}["#]`), question)
  }
  // What is not translated is found as well.
  assert.match(await find(app, 'ar', 'reconcile'), /\/docs\/en\/glossary.*dir="ltr"/s)
  assert.match(isPage(await app.anonymous.get('/docs/en/search')), /What are you looking for/)
})

test('a question is shown as text, and neither its length nor its form does harm', async (t) => {
  const app = await harness(t)
  const html = await find(app, 'en', '"><img src=x onerror=alert(1)> quick')
  assert.doesNotMatch(html, /<img/)
  assert.match(html, /&quot;&gt;&lt;img/)
  for (const query of [
    `?q=${'a '.repeat(2_000)}`,
    '?q=a&q=b',
    '?q=%00',
    '?q=(((',
    `?q=${'(a+)+'.repeat(30)}`
  ])
    isPage(await app.anonymous.get(`/docs/en/search${query}`))
})

test('/docs leads to the language of the browser', async (t) => {
  const app = await harness(t)
  const led = async (languages_asked: string): Promise<unknown> => {
    const answer = await app.anonymous.get('/docs', { 'accept-language': languages_asked })
    assert.equal(answer.statusCode, 302)
    assert.equal(answer.headers['vary'], 'accept-language')
    return answer.headers['location']
  }
  assert.equal(await led('ar-EG,ar;q=0.9,en;q=0.5'), '/docs/ar')
  assert.equal(await led('de-DE,de;q=0.9'), '/docs/en')
  assert.equal(await led('en'), '/docs/en')
})

test('what is no page is 404 with a way back, and no path leads out of the documents', async (t) => {
  const app = await harness(t)
  const addresses = [
    ...[
      'nothing',
      'en/nothing',
      'xx/quick-start',
      'en/quick-start/more',
      'ar/nothing',
      'en//quick-start'
    ],
    ...[
      'en/..%2f..%2fpackage.json',
      'en/%2e%2e/%2e%2e/package.json',
      '..%2f..%2fetc%2fpasswd',
      'en/README.md'
    ],
    ...['en/%00', 'assets/documents.js', 'assets/..%2flive-qr.js', 'en/__proto__', 'en/constructor']
  ]
  for (const address of addresses) {
    const answer = await app.anonymous.get(`/docs/${address}`)
    assert.equal(answer.statusCode, 404, address)
    assert.doesNotMatch(answer.body, /"workspaces"|root:x:/, address)
  }
  assert.match(isPage(await app.anonymous.get('/docs/ar/nothing'), 404), /href="\/docs\/ar"/)
  const post = await app.anonymous.post('/docs/en/quick-start', {})
  assert.equal(post.statusCode, 405)
})

test('style and script may be kept for ever, and change their addresses with their contents', async (t) => {
  const app = await harness(t)
  const html = isPage(await app.anonymous.get('/docs/en'))
  const assets = hrefsOf(html).filter((href) => href.startsWith('/docs/assets/'))
  assert.equal(assets.length, 2)
  for (const asset of assets) {
    const answer = await app.anonymous.get(asset)
    assert.equal(answer.statusCode, 200)
    assert.match(String(answer.headers['cache-control']), /immutable/)
    assert.match(asset, /\.[\w-]{12}\.(css|js)$/)
  }
})

test('HTML of a document does not come through, and links lead nowhere that could run', () => {
  const [entry] = entries
  assert.ok(entry)
  const text = [
    '# Title <script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'a <b onclick="x()">bold</b> [one](javascript:alert(1)) [two](data:text/html,x) ![three](http://x/y.png)',
    '[four](nowhere.md) [five](docs/faq.md#is-this-allowed) [six](https://example.com/"onmouseover=x)',
    '## Twice',
    '## Twice',
    '| a | |',
    '|---|---|',
    '| `<x>` | "y" |'
  ]
    .join('\n\n')
    .replace('|\n\n|', '|\n|')
    .replace('|---|---|\n\n', '|---|---|\n')
  const { html, headings } = render(text, entry, 'en')
  assert.doesNotMatch(html, /<script|<img|onclick|onerror=alert\(1\)>|javascript:|data:text/)
  assert.match(html, /href="\/docs\/en\/faq#is-this-allowed"/)
  assert.doesNotMatch(html, /nowhere\.md/)
  assert.doesNotMatch(html, /"onmouseover/)
  assert.deepEqual(headings.map(({ id }) => id).slice(1), ['twice', 'twice-1'])
})

test('the image has every document', async () => {
  const [ignored, recipe] = await Promise.all(
    ['.dockerignore', 'Dockerfile'].map((file) => readFile(new URL(file, root), 'utf8'))
  )
  const kept = (ignored ?? '')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1))
  const copied = (recipe ?? '')
    .split('\n')
    .filter((line) => line.startsWith('COPY '))
    .flatMap((line) => line.split(' ').slice(1, -1))
  const isIn = (list: string[], file: string): boolean =>
    list.some(
      (one) =>
        one === file ||
        (one.endsWith('/*.md') &&
          file.endsWith('.md') &&
          file.replace(/[^/]+$/, '') === one.slice(0, -4))
    )
  for (const { entry, language } of shown) {
    const file = fileIn(entry, language)
    assert.ok(isIn(kept, file), `.dockerignore leaves out ${file}`)
    assert.ok(isIn(copied, file), `Dockerfile does not copy ${file}`)
  }
  assert.equal(
    chapters.flatMap((chapter) => chapter.entries).length,
    new Set(entries.map(({ slug }) => slug)).size
  )
})
