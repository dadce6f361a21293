import { randomInt } from 'node:crypto'

/** Adds 1–16 bytes, each holding the number of them, so that lengths say less. */
export const pad = (plaintext: Uint8Array): Buffer => {
  const length = randomInt(1, 17)
  return Buffer.concat([plaintext, Buffer.alloc(length, length)])
}

export const unpad = (padded: Uint8Array): Uint8Array => {
  const length = padded[padded.length - 1] ?? 0
  if (length === 0 || length > padded.length) throw new Error('the padding is wrong')
  return padded.subarray(0, padded.length - length)
}
