import { flushCompileCache } from 'node:module'
import { getCACertificates } from 'node:tls'

/**
 * Gives up the rights of root for those of a user that owns nothing, for good. What only root can read has to be read
 * before: the sources are, with whatever they import, and so are certificates that the environment names.
 */
export const becomeUser = (uid: number, names_certificates: boolean): void => {
  if (!process.setuid || !process.setgid || !process.setgroups)
    throw new Error('users are changed on Linux only')
  flushCompileCache()
  if (names_certificates) getCACertificates('extra')
  process.setgroups([])
  process.setgid(uid)
  process.setuid(uid)
  process.umask(0o077)
}
