/** Object ids of PostgreSQL's own types; the same on every server. */
const bytea = 17
const jsonb = 3802
/** Stands before every jsonb value on the wire. */
const jsonb_version = Buffer.from([1])

/**
 * A bytea[] parameter as PostgreSQL reads it fastest. As a list of buffers the driver would write it in hex with every
 * backslash escaped: three times as long.
 */
export const byteaArray = (values: Uint8Array[]): Buffer => encode(bytea, values)

/** A jsonb[] parameter, likewise: as a list of texts every quotation mark would be escaped and read back. */
export const jsonbArray = (values: unknown[]): Buffer =>
  encode(
    jsonb,
    values.map((value) => Buffer.concat([jsonb_version, Buffer.from(JSON.stringify(value))]))
  )

const encode = (type: number, values: Uint8Array[]): Buffer => {
  const size = values.reduce((sum, value) => sum + 4 + value.length, 20)
  const array = Buffer.allocUnsafe(size)
  // one dimension, no nulls, the type, how many, the first one's number
  for (const [index, word] of [1, 0, type, values.length, 1].entries())
    array.writeInt32BE(word, index * 4)
  let at = 20
  for (const value of values) {
    at = array.writeInt32BE(value.length, at)
    array.set(value, at)
    at += value.length
  }
  return array
}
