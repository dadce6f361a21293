import { z } from 'zod'

/** A moment: a Date inside the service, RFC 3339 text in UTC outside. */
export const time = z.codec(z.string(), z.date(), {
  decode: (text) => new Date(text),
  encode: (moment) => moment.toISOString()
})
