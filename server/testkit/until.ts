import { setTimeout as pause } from 'node:timers/promises'

/** Resolves with the first truthy answer of `look`; fails with `what` when there is none within the time. */
export const until = async <T>(
  what: string,
  look: () => T | false | null | undefined | Promise<T | false | null | undefined>,
  most_ms = 60_000
): Promise<T> => {
  const end = Date.now() + most_ms
  for (;;) {
    const seen = await look()
    if (seen) return seen
    if (Date.now() > end) throw new Error(`waited ${most_ms} ms in vain until: ${what}`)
    await pause(25)
  }
}
