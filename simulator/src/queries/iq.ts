import { faultOf, takeFault } from '../control/faults.ts'
import { countUnknownIq } from '../control/stats.ts'
import { handleLinkCode } from '../phones/pairing-code.ts'
import { answerCeremony } from '../phones/passkey.ts'
import type { Device } from '../phones/phone.ts'
import type { Connection } from '../wire/connection.ts'
import { SERVER_JID } from '../wire/jid.ts'
import { childrenOf, node } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import type { World } from '../world.ts'
import { handleAccountIq } from './iq-account.ts'
import type { IqAnswer, IqHandler } from './iq-answer.ts'
import { handleAppStateIq } from './iq-app-state.ts'
import { handleEncryptIq } from './iq-encrypt.ts'
import { handleGroupIq } from './iq-group.ts'
import { handleMediaIq } from './iq-media.ts'
import { handlePictureIq } from './iq-picture.ts'
import {
  handleBlocklistIq,
  handleDisappearingIq,
  handlePrivacyIq,
  handleStatusIq
} from './iq-profile.ts'
import { handleUsync } from './iq-usync.ts'

/** By namespace. Add a namespace here with its handler. */
const HANDLERS: Record<string, IqHandler> = {
  encrypt: handleEncryptIq,
  usync: handleUsync,
  'w:g2': handleGroupIq,
  'w:m': handleMediaIq,
  'w:profile:picture': handlePictureIq,
  privacy: handlePrivacyIq,
  blocklist: handleBlocklistIq,
  status: handleStatusIq,
  disappearing_mode: handleDisappearingIq,
  'w:sync:app:state': handleAppStateIq
}

/** Answers every request at once: a client waits a minute for one that is not answered. */
export const handleIq = (world: World, connection: Connection, request: BinaryNode): void => {
  const { id = '', type } = request.attrs
  if (type === 'result' || type === 'error') {
    connection.awaiting.get(id)?.(request)
    connection.awaiting.delete(id)
    return
  }
  const device = world.devices_by_connection.get(connection)
  const child = childrenOf(request)[0]
  if (child?.tag === 'link_code_companion_reg') {
    const answer = handleLinkCode(world, connection, request)
    if (answer) connection.send(answer)
    return
  }
  const ceremony = device ? null : answerCeremony(world, connection, request)
  if (ceremony) {
    connection.send(ceremony)
    return
  }
  const answer = device ? answerTo(world, device, request) : answerUnpaired(request)
  const attributes = { from: request.attrs.to || SERVER_JID, id }
  if (answer?.withheld) return
  if (answer?.error) {
    connection.send(node('iq', { ...attributes, type: 'error' }, [node('error', answer.error)]))
  } else if (answer) {
    connection.send(node('iq', { ...attributes, type: 'result' }, answer.content))
  } else {
    countUnknownIq(world.stats, `${request.attrs.xmlns ?? ''} ${type ?? ''} ${child?.tag ?? ''}`)
    connection.send(
      node('iq', { ...attributes, type: 'error' }, [
        node('error', { code: '501', text: 'feature-not-implemented' })
      ])
    )
  }
  answer?.afterwards?.()
}

/** What people ask through a client, as opposed to what it asks to work. */
const QUESTIONS = new Set([
  'usync',
  'w:g2',
  'w:profile:picture',
  'blocklist',
  'w:sync:app:state',
  'status'
])

/** A client reads the privacy of its account and hands in tokens by itself. */
const isQuestion = ({ attrs: { xmlns = '', type }, ...request }: BinaryNode): boolean =>
  QUESTIONS.has(xmlns) ||
  (xmlns === 'privacy' &&
    type === 'set' &&
    childrenOf({ ...request, attrs: {} })[0]?.tag === 'privacy')

const answerTo = (world: World, device: Device, request: BinaryNode): IqAnswer | null => {
  const fault = isQuestion(request) ? refusedOrSilent(world, device) : null
  if (fault) return fault
  const handler = HANDLERS[request.attrs.xmlns ?? ''] ?? handleAccountIq
  return handler(world, device, request)
}

/** What a fault makes of any question; null: nothing. */
export const refusedOrSilent = (
  { faults }: World,
  { phone: { number } }: Device
): IqAnswer | null => {
  if (takeFault(faults, number, 'withhold_answers')) return { withheld: true }
  if (!takeFault(faults, number, 'refuse_questions')) return null
  const code = String(faultOf(faults, number, 'refusal_code'))
  return { error: { code, text: TEXTS.get(code) ?? 'refused' } }
}

const TEXTS = new Map([
  ['401', 'not-authorized'],
  ['403', 'forbidden'],
  ['404', 'item-not-found'],
  ['429', 'rate-overlimit'],
  ['500', 'internal-server-error'],
  ['503', 'service-unavailable']
])

/** Without an account there is nothing to ask for, except whether the line is alive. */
const answerUnpaired = (request: BinaryNode): IqAnswer | null =>
  request.attrs.xmlns === 'w:p' ? {} : null
