import { readFileSync } from 'node:fs'

/** Far from everything that a machine gives to people, services and containers. */
const first_uid = 1_900_000_000
/** The same in a container that has only as many users as fit into 16 bits. */
const first_uid_of_few = 64_000
const users = 1_000

/** What root can be without: CAP_KILL, CAP_SETGID and CAP_SETUID. Without them it can neither make nor end such workers. */
const needed_capabilities = (1n << 5n) | (1n << 6n) | (1n << 7n)

/**
 * The user that a worker on this port runs as, by its number: each port has one of its own, which owns nothing. Undefined
 * where the product may not give its processes to others, as when it does not run as root.
 */
export const workerUser = (port: number): number | undefined => {
  if (process.getuid?.() !== 0) return undefined
  const capabilities = /^CapEff:\s*([0-9a-f]+)$/m.exec(read('/proc/self/status'))?.[1] ?? '0'
  if ((BigInt(`0x${capabilities}`) & needed_capabilities) !== needed_capabilities) return undefined
  const first = [first_uid, first_uid_of_few].find((uid) => isKnown(uid) && isKnown(uid + users))
  return first === undefined ? undefined : first + (port % users)
}

/** Whether the numbers of users that this container may use include this one. */
const isKnown = (uid: number): boolean =>
  read('/proc/self/uid_map')
    .trim()
    .split('\n')
    .some((line) => {
      const [inside = 0, , count = 0] = line.trim().split(/\s+/).map(Number)
      return uid >= inside && uid < inside + count
    })

const read = (path: string): string => readFileSync(path, 'utf8')
