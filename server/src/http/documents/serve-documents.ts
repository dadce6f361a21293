import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { type Entry, entries, type Language, languages } from './catalogue.ts'
import { createLibrary, type Library } from './library.ts'
import { type Assets, documentMain, homeMain, missingMain, pageOf, searchMain } from './page.ts'
import { texts } from './texts.ts'

/** Nothing of another host, nothing inline, and no frame around it. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'"
].join('; ')

const question_chars_max = 200

type Asset = { url: string; type: string; body: Buffer }

const openAsset = async (name: string, type: string): Promise<Asset> => {
  const body = await readFile(new URL(`../pages/${name}`, import.meta.url))
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 12)
  return { url: `/docs/assets/${name.replace('.', `.${hash}.`)}`, type, body }
}

/** Documents as pages: /docs leads to the language of the browser, /docs/{language}/{document} shows one. */
export const serveDocuments = async (
  app: FastifyInstance,
  library: Library = createLibrary()
): Promise<void> => {
  const style = await openAsset('documents.css', 'text/css; charset=utf-8')
  const script = await openAsset('documents.js', 'text/javascript; charset=utf-8')
  const pages = { library, assets: { style: style.url, script: script.url } }
  const hidden = { schema: { hide: true } as object }
  for (const { url, type, body } of [style, script])
    app.get(url, hidden, (_request, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').send(body)
    )
  app.get('/docs', hidden, (request, reply) => {
    const language = new Negotiator(request).language([...languages]) ?? languages[0]
    return reply.header('vary', 'accept-language').redirect(`/docs/${language}`)
  })
  app.get('/docs/*', hidden, async (request, reply) => {
    const asked = (request.params as { '*': string })['*'].split('/')
    const language = languages.find((one) => one === asked[0]) ?? languages[0]
    const known = asked[0] === language && asked.length <= 2
    const answer = known ? await contentOf(pages, language, asked[1] ?? '', request) : null
    return send(reply, answer ?? (await missingPage(pages, language)), answer ? 200 : 404)
  })
}

type Pages = { library: Library; assets: Assets }

const contentOf = async (
  pages: Pages,
  language: Language,
  name: string,
  request: FastifyRequest
): Promise<string | null> => {
  const translated = await translatedOf(pages.library, language)
  const foreign = language === 'en' ? 'ar' : 'en'
  const about = { language, assets: pages.assets, translated }
  if (name === '') {
    const main = homeMain(language, translated)
    return pageOf({
      ...about,
      title: texts[language].documentation,
      main,
      other: `/docs/${foreign}`
    })
  }
  if (name === 'search') {
    const question = questionOf(request)
    const matches = (await pages.library.index(language)).find(question)
    const other = `/docs/${foreign}/search?q=${encodeURIComponent(question)}`
    const main = searchMain(language, question, matches)
    return pageOf({ ...about, title: texts[language].found, main, question, other })
  }
  const entry = entries.find(({ slug }) => slug === name)
  const document = entry ? await pages.library.read(entry, language) : null
  if (!entry || !document) return null
  const there = await pages.library.has(entry, foreign)
  return pageOf({
    ...about,
    title: document.title,
    main: documentMain(document),
    headings: document.headings,
    current: entry,
    other: there ? `/docs/${foreign}/${entry.slug}` : `/docs/${foreign}`
  })
}

const missingPage = async ({ library, assets }: Pages, language: Language): Promise<string> =>
  pageOf({
    language,
    assets,
    title: texts[language].missing_title,
    main: missingMain(language),
    other: `/docs/${language === 'en' ? 'ar' : 'en'}`,
    translated: await translatedOf(library, language)
  })

const questionOf = ({ query }: FastifyRequest): string => {
  const { q } = query as { q?: unknown }
  return typeof q === 'string' ? q.trim().slice(0, question_chars_max) : ''
}

const translatedOf = async (
  library: Library,
  language: Language
): Promise<(entry: Entry) => boolean> => {
  const own = new Set<Entry>()
  for (const entry of entries) if (await library.has(entry, language)) own.add(entry)
  return (entry) => own.has(entry)
}

const send = (reply: FastifyReply, html: string, status: number): FastifyReply =>
  reply
    .code(status)
    .type('text/html; charset=utf-8')
    .headers({
      'cache-control': 'no-cache',
      'content-security-policy': policy,
      'x-frame-options': 'DENY'
    })
    .send(html)
