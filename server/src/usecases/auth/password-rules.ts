import { invalid } from '../../domain/errors.ts'

/** Refuses a password that is the e-mail address of its account, or the name in it: both are tried first. */
export const refusePasswordOfEmail = (password: string, email: string, path: string): void => {
  const plain = password.normalize('NFKC').toLowerCase()
  const [name] = email.toLowerCase().split('@')
  if (plain !== email.toLowerCase() && plain !== name) return
  throw invalid(path, 'Must not be the e-mail address or a part of it.')
}
