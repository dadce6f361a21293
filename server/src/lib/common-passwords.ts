import { readFileSync } from 'node:fs'

let list: Set<string> | undefined

const read = (): Set<string> => {
  const text = readFileSync(new URL('./common-passwords.txt', import.meta.url), 'utf8')
  return new Set(text.split('\n').filter((line) => line !== '' && !line.startsWith('#')))
}

/**
 * Whether a password is among the first that are tried: one of the most common, however its letters are written, or one
 * short piece over and over.
 */
export const isCommonPassword = (password: string): boolean => {
  const plain = password.normalize('NFKC').toLowerCase().trim()
  list ??= read()
  return list.has(plain) || /^(.{1,4}?)\1+$/su.test(plain)
}
