import { AppError } from '../../domain/errors.ts'
import type { ConnectionChange, ConnectionClosed } from '../../whatsapp/contract.ts'
import type { Said } from './changes.ts'
import * as changes from './changes.ts'
import type { LifecycleDeps } from './contract.ts'
import type { Health } from './health.ts'
import type { Life } from './life.ts'
import { afterChange } from './machine.ts'
import type { Requests } from './requests.ts'
import { type CurrentConnection, currentOf, type State } from './state.ts'

/** Carries out what a connection says of itself: what changes, who is told, and the state that follows. */
export const createConnectionChanges = (
  life: Life,
  deps: LifecycleDeps,
  then: {
    health: Health
    requests: Requests
    closed: (current: CurrentConnection, change: ConnectionClosed) => void
  }
): ((current: CurrentConnection, change: ConnectionChange) => void) => {
  const { log, journal, sender, limits, files, runner } = deps
  const { clock } = runner
  const { pauses, told, waiting_calls } = life

  const codeShown = (current: CurrentConnection, change: Said<'qr'>): void => {
    if (life.state.name === 'opening')
      life.enter({ name: 'linking', current, since_ms: clock.monotonic_ms(), pairing: 'none' })
    told.forget()
    journal.add(changes.codeShown(change))
    for (const call of waiting_calls.take()) call.begin(current)
  }

  const linked = (current: CurrentConnection, change: Said<'linked'>): void => {
    life.account = 'new'
    told.forget()
    life.enter({ name: 'linked', current })
    log.info({ platform: change.platform }, 'session linked')
    journal.add(changes.linkMade(change, clock.now()))
    waiting_calls.refuse(new AppError('session_connected'))
  }

  const connected = (current: CurrentConnection, change: Said<'connected'>): void => {
    life.account = 'known'
    told.forget()
    pauses.connected(clock.monotonic_ms())
    current.build.accepted()
    life.enter({ name: 'connected', current })
    log.info('session connected')
    journal.add(changes.connectionMade(change, clock.now()))
    runner.recovery.connected()
    sender.connect(current.connection)
    limits.connect(current.connection)
    files.connect(current.connection.files)
    then.requests.leaveIfWanted(current)
  }

  return (current, change) => {
    const { state } = life
    if (currentOf(state) !== current || !life.mayAct()) return
    if (!afterChange(state.name, life.account, change.type)) return
    switch (change.type) {
      case 'qr':
        return codeShown(current, change)
      case 'pairing_offered':
        if (state.name === 'linking') state.pairing = 'pending'
        return journal.add(changes.pairingOffered(change))
      case 'passkey_required':
        journal.add(changes.passkeyRequired(change, isNewChallenge(state, change)))
        return askForSignature(life, current, change)
      case 'passkey_signed':
      case 'passkey_code':
      case 'passkey_confirmed':
        return journal.add(changes.passkeyAdvanced(change))
      case 'linked':
        return linked(current, change)
      case 'connected':
        return connected(current, change)
      case 'named':
        return journal.add(changes.nameLearned(change))
      case 'limits':
        return limits.heard(change)
      case 'hears':
        return then.health.hears()
      case 'closed':
        return then.closed(current, change)
    }
  }
}

const isNewChallenge = (state: State, { options }: Said<'passkey_required'>): boolean =>
  state.name !== 'passkey' || state.challenge !== options.challenge

const askForSignature = (
  life: Life,
  current: CurrentConnection,
  { options }: Said<'passkey_required'>
): void => {
  life.enter({ name: 'passkey', current, challenge: options.challenge })
  // Somebody is there: should codes follow, they have their whole time again.
  life.scannable_ms = 0
  life.told.forget()
  life.waiting_calls.refuse(new AppError('passkey_required'))
}
