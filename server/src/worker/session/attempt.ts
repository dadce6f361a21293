import type { SessionProxy } from '../../domain/proxy.ts'
import type { LastingReason } from '../../domain/session.ts'
import type { BuildAttempt, ClientVersions } from '../client-versions.ts'
import type { SessionJournal } from '../commit/journal.ts'
import type { ConnectionWish } from '../records/stored-session.ts'
import type { RunnerDeps } from './contract.ts'
import type { Account } from './machine.ts'
import type { Stored } from './stored.ts'

/** What has to be done before a connection is opened. It can be broken off at any time. */
export type Attempt = {
  over: AbortController
  /** Others may log in now. To be called when this one has, or never will. */
  leaveGate: () => void
  /** The version to present, as soon as it is known which. */
  build: BuildAttempt | null
}

export type Prepared =
  | {
      do: 'open'
      credentials: Buffer | null
      proxy: SessionProxy | null
      logout: boolean
      build: BuildAttempt
    }
  /** It has been told to wait before this worker had it, and nobody has asked for a connection since. */
  | { do: 'wait'; reason: LastingReason; ms: number }
  | { do: 'nothing' }
  | { do: 'fail'; error: Error }

export const createAttempt = (): Attempt => ({
  over: new AbortController(),
  leaveGate: () => undefined,
  build: null
})

/**
 * Waits for the end of the connection before, reads the credentials and waits for a turn to log in: many that come back at
 * once would leave no time to those that are there. Who waits for a scan is not one of them.
 */
export const prepare = async (
  deps: Pick<RunnerDeps, 'engine' | 'gates' | 'versions' | 'clock'>,
  attempt: Attempt,
  given: {
    /** Closes the connection before, or waits until it is. */
    gone: () => Promise<void>
    journal: SessionJournal
    stored: Stored
    account: Account
    /** It is the first attempt of this worker, which goes on with what the one before has waited for. */
    first: boolean
    over: AbortSignal
    /** The limits that are stored; called once, in the first attempt. */
    load: (limits: ConnectionWish['limits']) => void
    /** WhatsApp accepts no version that is known; called once while that is waited for. */
    outdated: (linked: boolean) => void
    /** Its proxy cannot be opened yet; called once while that is waited for. */
    proxyLate: (linked: boolean) => void
  }
): Promise<Prepared> => {
  const { journal, stored } = given
  const signal = AbortSignal.any([attempt.over.signal, given.over])
  await given.gone()
  // The credentials a new connection begins with must be those the old one ended with.
  await journal.settled()
  const [credentials, wish] = await Promise.all([stored.credentials(signal), stored.wish(signal)])
  if (credentials instanceof Error) return { do: 'fail', error: credentials }
  const { logout, waits_for, waits_until } = wish
  if (given.first) given.load(wish.limits)
  const left_ms = (waits_until?.getTime() ?? 0) - deps.clock.now().getTime()
  if (given.first && !logout && waits_for && left_ms > 0)
    return { do: 'wait', reason: waits_for, ms: left_ms }
  const build = await chooseBuild(deps.versions, signal, () => given.outdated(credentials !== null))
  if (!build) return { do: 'nothing' }
  attempt.build = build
  if (credentials !== null) {
    const is_new = given.account === 'new'
    attempt.leaveGate = await (is_new ? deps.gates.link : deps.gates.login).enter(signal)
    if (is_new && !signal.aborted) await deps.engine.readyToLink()
  }
  // Last of all: whoever changes it counts on a connection that is only being prepared to take the new one.
  const proxy = await stored.proxy(signal, () => given.proxyLate(credentials !== null))
  return { do: 'open', credentials, proxy, logout, build }
}

/** Null: it was broken off. */
const chooseBuild = async (
  versions: ClientVersions,
  signal: AbortSignal,
  outdated: () => void
): Promise<BuildAttempt | null> => {
  let told = false
  while (!signal.aborted) {
    const build = versions.attempt()
    if (build) return build
    if (versions.outdated && !told) {
      told = true
      outdated()
    }
    await versions.wait(signal)
  }
  return null
}
