/** Gives permits to encrypt a message to the sessions of a worker. */
export type FairScheduler = {
  /** `start` is called when a session that has asked gets a permit; it calls `done` when its message has left. */
  join(tenant_id: string, start: (done: () => void) => void): { ask(): void; leave(): void }
}

type Member = { start(done: () => void): void }

/** So many messages are being encrypted at once: enough to fill a transaction, few enough that nobody waits long. */
const at_once = 24
/** A message that must wait for WhatsApp before it can be encrypted does not keep its permit. */
const permit_ms_max = 100

/**
 * Encrypting is what a worker's processor time goes into, so when there is more to send than it can encrypt, tenants are
 * served round robin, and so are the sessions of a tenant: one with a hundred thousand messages is in nobody's way. A session
 * is queued once, however often it asks.
 */
export const createFairScheduler = (): FairScheduler => {
  const waiting = new Map<string, Set<Member>>()
  let free = at_once
  let handing = false

  const hand = (): void => {
    if (handing) return
    handing = true
    try {
      while (free > 0) {
        const next = takeNext(waiting)
        if (!next) return
        free--
        next.start(permit())
      }
    } finally {
      handing = false
    }
  }

  const permit = (): (() => void) => {
    let returned = false
    const done = (): void => {
      if (returned) return
      returned = true
      clearTimeout(timer)
      free++
      hand()
    }
    const timer = setTimeout(done, permit_ms_max)
    return done
  }

  return {
    join: (tenant_id, start) => {
      const member = { start }
      return {
        ask: () => {
          const members = waiting.get(tenant_id)
          if (members) members.add(member)
          else waiting.set(tenant_id, new Set([member]))
          hand()
        },
        leave: () => {
          const members = waiting.get(tenant_id)
          members?.delete(member)
          if (members?.size === 0) waiting.delete(tenant_id)
        }
      }
    }
  }
}

/** The first session of the first tenant; what is left of the tenant goes to the end of the circle. */
const takeNext = (waiting: Map<string, Set<Member>>): Member | undefined => {
  for (const [tenant_id, members] of waiting) {
    waiting.delete(tenant_id)
    for (const member of members) {
      members.delete(member)
      if (members.size > 0) waiting.set(tenant_id, members)
      return member
    }
  }
  return undefined
}
