import type { CallInput, CallName, CallOutput } from '../../../control/calls.ts'
import { AppError } from '../../../domain/errors.ts'
import { clean } from '../../clean.ts'
import type { CallHandler, CallHandlers } from '../../contract.ts'
import { blocklistCalls } from './blocklist.ts'
import { channelCalls } from './channels.ts'
import { chatCalls } from './chats.ts'
import { contactCalls } from './contacts.ts'
import type { CallContext } from './context.ts'
import { disappearingCalls } from './disappearing.ts'
import { groupInviteCalls } from './group-invites.ts'
import { groupMemberCalls } from './group-members.ts'
import { groupCalls } from './groups.ts'
import { labelCalls } from './labels.ts'
import { linkingCalls } from './linking.ts'
import { ownAccountCalls } from './own-account.ts'
import { phoneCalls } from './phone-calls.ts'
import { presenceCalls } from './presence.ts'
import { profileCalls } from './profile.ts'
import { pictureCalls } from './set-picture.ts'
import { statusCalls } from './statuses.ts'

/** The handlers of all calls. Each ends at the latest when its connection does, or when nobody waits for it any more. */
export const createCallHandlers = (context: CallContext): CallHandlers => {
  const handlers: CallHandlers = {
    ...linkingCalls(context),
    ...contactCalls(context),
    ...blocklistCalls(context),
    ...groupCalls(context),
    ...groupMemberCalls(context),
    ...groupInviteCalls(context),
    ...chatCalls(context),
    ...disappearingCalls(context),
    ...labelCalls(context),
    ...presenceCalls(context),
    ...profileCalls(context),
    ...ownAccountCalls(context),
    ...pictureCalls(context),
    ...phoneCalls(context),
    ...statusCalls(context),
    ...channelCalls(context)
  }
  const names = Object.keys(handlers) as CallName[]
  return Object.fromEntries(
    names.map((name) => [name, endingWith(context.ended, name, handlers[name])])
  ) as CallHandlers
}

const endingWith =
  <N extends CallName>(
    ended: AbortSignal,
    name: N,
    handler: CallHandlers[N]
  ): ((input: CallInput<N>, given: AbortSignal) => Promise<CallOutput<N>>) =>
  (input, given) => {
    const { promise: over, reject } = Promise.withResolvers<never>()
    const end = (): void => reject(given.aborted ? given.reason : interrupted(name))
    const signal = AbortSignal.any([given, ended])
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
    const answer = signal.aborted ? over : (handler as CallHandler<N>)(input, signal)
    // What strangers call themselves and their groups is kept as answers are: by an Idempotency-Key.
    return Promise.race([answer.then(clean), over]).finally(() =>
      signal.removeEventListener('abort', end)
    )
  }

/** After the end of a connection that offers a link comes another one that does. */
const interrupted = (name: CallName): AppError =>
  new AppError(name === 'request_pairing_code' ? 'qr_not_ready' : 'call_interrupted')
