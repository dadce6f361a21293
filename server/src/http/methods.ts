import type { FastifyInstance } from 'fastify'

type Pattern = { methods: string[]; path: RegExp }

/** Notes every route that is added from now on; the answer tells which methods an address has, sorted, none where there is nothing. */
export const noteMethods = (app: FastifyInstance): ((url: string) => string[]) => {
  const patterns: Pattern[] = []
  app.addHook('onRoute', ({ method, url }) => {
    const methods = [method].flat().filter((one) => one !== 'OPTIONS')
    if (methods.length > 0) patterns.push({ methods, path: patternOf(url) })
  })
  return (url) => {
    const path = url.split('?')[0] ?? ''
    const found = patterns.filter((one) => one.path.test(path)).flatMap((one) => one.methods)
    if (found.length === 0) return []
    const all = new Set<string>(['OPTIONS', ...found])
    if (all.has('GET')) all.add('HEAD')
    return [...all].sort()
  }
}

const patternOf = (url: string): RegExp => {
  const escaped = url.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replace(/:\w+/g, '[^/]+').replaceAll('*', '.*')}/?$`)
}
