import type { Phone } from '../phones/phone.ts'
import type { World } from '../world.ts'
import { type Group, groupsOf } from './groups.ts'
import { forgetSenderKey } from './sender-keys.ts'

/** Where a phone keeps the key of what it says itself. */
export const ownPlace = (group: Group, phone: Phone) => ({
  group: group.jid,
  name: phone.number,
  device: 0
})

/** Everybody who stays begins a new key, so that those who left can't read on. */
export const renewSenderKeys = (group: Group): void => {
  for (const phone of group.participants.keys()) renewSenderKey(group, phone)
}

/** A phone that lost its keys has none of its own left either. */
export const forgetGroupKeys = (world: World, phone: Phone): void => {
  for (const group of groupsOf(world.groups, phone)) renewSenderKey(group, phone)
}

/** Who has gone keeps none of the keys with which the others speak there. */
export const forgetKeysOfGroup = (group: Group, phone: Phone): void => {
  for (const name of phone.signal?.sender_keys.entries.keys() ?? [])
    if (name.startsWith(`${group.jid}::`)) phone.signal?.sender_keys.delete(name)
}

const renewSenderKey = (group: Group, phone: Phone): void => {
  group.key_holders.delete(phone)
  if (phone.signal) forgetSenderKey(phone.signal, ownPlace(group, phone))
}
