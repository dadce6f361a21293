import { type PinTime, refuseUnseen } from '../../domain/message-changes.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { askOfMessage } from './change.ts'
import { nameOf } from './references.ts'

/** Pins a message in its chat for everyone; null takes the pin off. */
export const pinMessage = (deps: Deps, ctx: Context, message_id: string, time: PinTime | null) =>
  askOfMessage(deps, ctx, message_id, (message) => {
    refuseUnseen(message)
    return { type: 'pin', pin: { message_id, for: time }, target: nameOf(message) }
  })
