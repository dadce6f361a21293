import { isUtf8 } from 'node:buffer'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../domain/errors.ts'
import { exceedsJson } from '../lib/json-place.ts'
import { depth_max } from './body.ts'

const values_max = 5_000

/** Lets the routes of this scope take plain texts and forms: of a form its fields, of a text that is JSON what that says. */
export const acceptTexts = (scope: FastifyInstance): void => {
  scope.addContentTypeParser<Buffer>(
    /^text\/plain\b/,
    { parseAs: 'buffer' },
    (_request, bytes, done) => {
      if (!isUtf8(bytes)) return done(notUtf8())
      const text = bytes.toString()
      done(null, text === '' ? undefined : (jsonIn(bytes, text) ?? text))
    }
  )
  scope.addContentTypeParser<Buffer>(
    /^application\/x-www-form-urlencoded\b/,
    { parseAs: 'buffer' },
    (_request, bytes, done) => {
      if (!isUtf8(bytes)) return done(notUtf8())
      const fields = [...new URLSearchParams(bytes.toString())].slice(0, values_max)
      done(null, Object.fromEntries(fields))
    }
  )
}

/** Lets the routes of this scope take a body as it came: what is signed are its bytes. */
export const acceptBytes = (scope: FastifyInstance): void => {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (_request, bytes, done) =>
    done(null, bytes)
  )
}

const notUtf8 = (): AppError =>
  new AppError('unsupported_media_type', {}, { detail: 'Send the body as UTF-8.' })

/** Some send JSON and call it a text. Null: it is a text. */
const jsonIn = (bytes: Buffer, text: string): object | null => {
  if (!/^\s*\{/.test(text) || exceedsJson(bytes, { depth: depth_max, values: values_max }))
    return null
  try {
    return JSON.parse(text) as object
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
