import { deriveKey, seal, unseal } from './crypto.ts'

/** A key and the name it goes by, which follows from it and tells nothing of it. */
export type Key = { id: string; bytes: Buffer }

/**
 * The keys of one purpose: the first makes what is new, all of them open what is there. When the keys are replaced
 * whoever holds the ring uses the new ones from then on, and so do the rings derived from it.
 */
export type KeyRing = {
  keys(): readonly Key[]
  current(): Key
  find(id: string): Key | undefined
  replace(keys: Buffer[]): void
  /** The ring of the same keys for another purpose. The same one each time. */
  derive(purpose: string): KeyRing
}

export const createKeyRing = (keys: Buffer[]): KeyRing => {
  let version = 0
  let held = named(keys)
  const ring = ringOf(
    () => held,
    () => version
  )
  return {
    ...ring,
    replace: (next) => {
      held = named(next)
      version++
    }
  }
}

/** The keys of these rings one after the other, each once: those of the first make what is new. */
export const joinRings = (...rings: KeyRing[]): KeyRing =>
  ringOf(
    () => [...new Map(rings.flatMap((ring) => ring.keys()).map((key) => [key.id, key])).values()],
    () => -1
  )

const ringOf = (keys: () => readonly Key[], version: () => number): KeyRing => {
  const derived = new Map<string, KeyRing>()
  return {
    keys,
    current: () => {
      const [first] = keys()
      if (!first) throw new Error('a ring has a key')
      return first
    },
    find: (id) => keys().find((key) => key.id === id),
    replace: () => {
      throw new Error('the keys of this ring follow from those of another')
    },
    derive: (purpose) => {
      const known = derived.get(purpose)
      if (known) return known
      let seen = Number.NaN
      let made: readonly Key[] = []
      const ring = ringOf(() => {
        if (version() !== seen || seen < 0) {
          made = named(keys().map((key) => deriveKey(key.bytes, purpose)))
          seen = version()
        }
        return made
      }, version)
      derived.set(purpose, ring)
      return ring
    }
  }
}

const id_bytes = 4

const named = (keys: Buffer[]): Key[] =>
  keys.map((bytes) => ({
    id: deriveKey(bytes, 'key id').subarray(0, id_bytes).toString('hex'),
    bytes
  }))

/** The first byte of what a ring has sealed; the id of the key follows. */
const sealed_version = 2

/** What everything begins with that this key of a ring has sealed. */
export const sealedPrefix = (key: Key): Buffer =>
  Buffer.concat([Buffer.from([sealed_version]), Buffer.from(key.id, 'hex')])

/** Seals with the current key of a ring, whose id goes along. */
export const sealWith = (ring: KeyRing, plain: Uint8Array, context: string): Buffer => {
  const key = ring.current()
  return Buffer.concat([sealedPrefix(key), seal(key.bytes, plain, context)])
}

/** Opens what `sealWith` made, or what was sealed before keys had ids; throws when no key of the ring opens it. */
export const unsealWith = (ring: KeyRing, sealed: Buffer, context: string): Buffer => {
  const named_key =
    sealed[0] === sealed_version ? ring.find(sealed.toString('hex', 1, 1 + id_bytes)) : undefined
  if (named_key) {
    const opened = attempt(named_key, sealed.subarray(1 + id_bytes), context)
    if (opened) return opened
  }
  for (const key of ring.keys()) {
    const opened = attempt(key, sealed, context)
    if (opened) return opened
  }
  throw new Error('no key opens this')
}

const attempt = (key: Key, sealed: Buffer, context: string): Buffer | undefined => {
  try {
    return unseal(key.bytes, sealed, context)
  } catch {
    return undefined
  }
}
