import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'

export type RawPair = { privateKey: Buffer; publicKey: Buffer }

/** Key pairs made in advance, a few at a time, for those who need hundreds of them in one go. */
export type KeyStock = {
  /** Resolves when there are so many. */
  fill(count: number): Promise<void>
  /** A pair nobody had before; undefined when there is none. */
  take(): RawPair | undefined
}

/** Takes about a millisecond. The threads of Node would need as much here for handing the keys over, and more besides. */
const made_at_once = 16

/** A stock of X25519 pairs. */
export const createKeyStock = (): KeyStock => {
  const pairs: RawPair[] = []
  let wanted = 0
  let filling: Promise<void> | undefined

  const make = async (): Promise<void> => {
    while (pairs.length < wanted) {
      for (let made = 0; made < made_at_once; made++)
        pairs.push(rawPair(generateKeyPairSync('x25519').privateKey))
      await setImmediate()
    }
  }

  return {
    fill: (count) => {
      wanted = Math.max(wanted, count)
      filling ??= make().finally(() => {
        filling = undefined
        wanted = 0
      })
      return filling
    },
    take: () => pairs.pop()
  }
}

/** The 32 bytes of either half. */
export const rawPair = (privateKey: KeyObject): RawPair => {
  const { d = '', x = '' } = privateKey.export({ format: 'jwk' })
  return { privateKey: Buffer.from(d, 'base64url'), publicKey: Buffer.from(x, 'base64url') }
}
