import bcrypt from 'bcrypt'

/** bcrypt reads no further than this, so a longer password would be cut in silence. */
export const password_bytes_max = 72

/** Too many hashes are waiting already. */
export class HasherBusy extends Error {
  override name = 'HasherBusy'
}

export type PasswordHasher = {
  hash(password: string): Promise<string>
  /** Takes the same time whether there is a hash to compare with or not. */
  matches(password: string, hash: string | null): Promise<boolean>
}

/** Hashes at most `running_max` passwords at once; beyond `waiting_max` in line it throws HasherBusy. */
export const createPasswordHasher = (
  cost: number,
  running_max = 2,
  waiting_max = 50
): PasswordHasher => {
  let running = 0
  const waiting: (() => void)[] = []

  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= running_max) {
      if (waiting.length >= waiting_max) throw new HasherBusy()
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }

  const dummy = bcrypt.hash('nobody has this password', cost)
  return {
    hash: (password) => inTurn(() => bcrypt.hash(password, cost)),
    matches: (password, hash) =>
      inTurn(async () => {
        const known = hash !== null && Buffer.byteLength(password) <= password_bytes_max
        const same = await bcrypt.compare(password, known ? hash : await dummy)
        return known && same
      })
  }
}
