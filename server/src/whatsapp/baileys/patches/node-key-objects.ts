import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/**
 * Makes Node take keys given as bytes as fast as those given as objects. Node 24 throws and catches an error inside to find
 * out which of the two it has; libraries give bytes, several times for each message. Call once; it holds for the whole process.
 */
export const useNodeKeyObjects = (): void => {
  const { createCipheriv, createDecipheriv, createHmac, createSecretKey } = crypto
  const asObject = <Key>(key: Key): Key =>
    key instanceof Uint8Array && key.byteLength > 0 ? (createSecretKey(key) as unknown as Key) : key
  Object.assign(crypto, {
    createHmac: (...[algorithm, key, options]: Parameters<typeof createHmac>) =>
      createHmac(algorithm, asObject(key), options),
    createCipheriv: (...[algorithm, key, iv, options]: Parameters<typeof createCipheriv>) =>
      createCipheriv(algorithm, asObject(key), iv, options),
    createDecipheriv: (...[algorithm, key, iv, options]: Parameters<typeof createDecipheriv>) =>
      createDecipheriv(algorithm, asObject(key), iv, options)
  })
  // So that those who imported the functions by name get these.
  syncBuiltinESMExports()
}
