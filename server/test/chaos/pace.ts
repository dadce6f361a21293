/**
 * Couples what is handed in with what goes wrong: a decision is carried out when its share of the messages has been
 * handed in, and until it has been no more than a few are handed in beyond it. So trouble is spread over all the traffic.
 */
export type Pace = {
  /** Waits until one more message may be handed in. */
  enter(): Promise<void>
  /** One more was handed in. */
  passed(): void
  /** Waits until this share was handed in, and keeps more than a few from being so until `leave` is called. */
  reached(share: number): Promise<void>
  leave(next_share: number): void
  readonly share: number
}

/** Messages that may go on while something is being broken. */
const slack = 150

export const createPace = (total: number): Pace => {
  let entered = 0
  let passed = 0
  let allowed = 0
  const waiting: (() => void)[] = []
  let reaching: { count: number; done: () => void }[] = []

  const open = (): void => {
    while (waiting.length > 0 && entered < allowed) {
      entered++
      waiting.shift()?.()
    }
  }
  return {
    enter: () => {
      if (entered < allowed) {
        entered++
        return Promise.resolve()
      }
      return new Promise((resolve) => waiting.push(resolve))
    },
    passed: () => {
      passed++
      const now = reaching.filter((one) => one.count <= passed)
      reaching = reaching.filter((one) => one.count > passed)
      for (const one of now) one.done()
    },
    reached: (share) => {
      const count = Math.floor(share * total)
      if (passed >= count) return Promise.resolve()
      return new Promise((done) => reaching.push({ count, done }))
    },
    leave: (next_share) => {
      allowed = Math.max(allowed, Math.floor(next_share * total) + slack)
      open()
    },
    get share() {
      return passed / total
    }
  }
}
