import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proto } from 'baileys'
import {
  type DisappearingSetting,
  disappearingIn
} from '../../src/whatsapp/baileys/messages/disappearing.ts'

const { EPHEMERAL_SETTING, REVOKE } = proto.Message.ProtocolMessage.Type
const now_s = 1_800_000_000
const day_s = 86_400
const long_ago_s = Date.UTC(2009, 0, 1) / 1000

const text = (contextInfo: proto.IContextInfo): proto.IMessage => ({
  extendedTextMessage: { text: 'x', contextInfo }
})
const order = (protocolMessage: proto.Message.IProtocolMessage): proto.IMessage => ({
  protocolMessage
})

const cases: [what: string, message: proto.IMessage, setting: DisappearingSetting | null][] = [
  ['a text that says nothing', { conversation: 'x' }, null],
  ['a text with another context', text({ isForwarded: true }), null],
  [
    'a text that stays for a day',
    text({ expiration: day_s }),
    { seconds: day_s, set_at_s: long_ago_s }
  ],
  [
    'a text that says since when',
    text({ expiration: day_s, ephemeralSettingTimestamp: now_s - 5 }),
    { seconds: day_s, set_at_s: now_s - 5 }
  ],
  [
    'a text of a chat in which it was ended',
    text({ ephemeralSettingTimestamp: now_s - 5 }),
    { seconds: 0, set_at_s: now_s - 5 }
  ],
  [
    'a setting from the future',
    text({ expiration: 1, ephemeralSettingTimestamp: now_s + 1 }),
    null
  ],
  ['a time that nobody sets', text({ expiration: 367 * day_s }), null],
  [
    'a time before all times',
    text({ expiration: day_s, ephemeralSettingTimestamp: -1 }),
    { seconds: day_s, set_at_s: long_ago_s }
  ],
  ['nothing at a time before all times', text({ ephemeralSettingTimestamp: 5 }), null],
  [
    'within the wrapper of what vanishes',
    { ephemeralMessage: { message: text({ expiration: day_s }) } },
    { seconds: day_s, set_at_s: long_ago_s }
  ],
  [
    'the order itself',
    order({
      type: EPHEMERAL_SETTING,
      ephemeralExpiration: day_s,
      ephemeralSettingTimestamp: now_s - 9
    }),
    { seconds: day_s, set_at_s: now_s - 9 }
  ],
  [
    'an order that says no time: it is of the moment in which it came',
    order({ type: EPHEMERAL_SETTING, ephemeralExpiration: 0 }),
    { seconds: 0, set_at_s: now_s }
  ],
  [
    'an order by a clock that is fast',
    order({
      type: EPHEMERAL_SETTING,
      ephemeralExpiration: day_s,
      ephemeralSettingTimestamp: now_s + 60
    }),
    { seconds: day_s, set_at_s: now_s }
  ],
  ['another order', order({ type: REVOKE }), null]
]

test('a message says how long those of its chat stay, and when that was set', () => {
  for (const [what, message, setting] of cases) {
    const sent = proto.Message.decode(proto.Message.encode(message).finish())
    assert.deepEqual(disappearingIn(sent, now_s), setting, what)
  }
})
