import { withMutex } from '../lib/keyed-mutex.ts'
import type { SignalParty } from '../phones/signal.ts'
import {
  GroupCipher,
  GroupSessionBuilder,
  ProtocolAddress,
  SenderKeyDistributionMessage,
  SenderKeyName
} from '../wire/wire.ts'

/** Where a sender key is kept: one per group and sending device. */
interface Place {
  group: string
  name: string
  device: number
}

/** Encrypts once for a whole group, and gives what the devices need that have no key yet. */
export const encryptForGroup = async (
  party: SignalParty,
  place: Place,
  plaintext: Uint8Array
): Promise<{ bytes: Buffer; distribution: Uint8Array }> => {
  // The key as it is before this message: with it the message can be read, and all after it.
  const distribution = await distributionOf(party, place)
  const bytes = await withCipher(party, place, (cipher) => cipher.encrypt(plaintext))
  return { bytes: Buffer.from(bytes), distribution }
}

/** The key with which a device can read what this party says in the group from now on. */
export const distributionOf = (party: SignalParty, place: Place): Promise<Uint8Array> =>
  withName(place, async (name) => {
    const builder = new GroupSessionBuilder(party.storage)
    try {
      return (await builder.create(name)).serialize()
    } finally {
      builder.free()
    }
  })

export const decryptFromGroup = (
  party: SignalParty,
  place: Place,
  bytes: Uint8Array
): Promise<Uint8Array> => withCipher(party, place, (cipher) => cipher.decrypt(bytes))

/** Takes the key that a device hands out for what it says in a group. */
export const takeSenderKey = (
  party: SignalParty,
  place: Place,
  distribution: Uint8Array
): Promise<void> =>
  withName(place, async (name) => {
    const builder = new GroupSessionBuilder(party.storage)
    try {
      await builder.process(name, SenderKeyDistributionMessage.deserialize(distribution))
    } finally {
      builder.free()
    }
  })

/** Forgets a key, so that the next message in the group begins a new one. */
export const forgetSenderKey = (party: SignalParty, place: Place): void => {
  party.sender_keys.delete(`${place.group}::${place.name}::${place.device}`)
}

/** Runs work on one group key after what was begun before on the same key. */
export const inGroupTurn = <T>(
  party: SignalParty,
  { group, name, device }: Place,
  work: () => Promise<T>
): Promise<T> => withMutex(party.mutex, `${group} ${name}.${device}`, work)

const withCipher = async <T>(
  party: SignalParty,
  { group, name, device }: Place,
  work: (cipher: GroupCipher) => Promise<T>
): Promise<T> => {
  const address = new ProtocolAddress(name, device)
  const cipher = new GroupCipher(party.storage, group, address)
  try {
    return await work(cipher)
  } finally {
    cipher.free()
    address.free()
  }
}

const withName = async <T>(
  { group, name, device }: Place,
  work: (name: SenderKeyName) => Promise<T>
): Promise<T> => {
  const address = new ProtocolAddress(name, device)
  const key_name = new SenderKeyName(group, address)
  try {
    return await work(key_name)
  } finally {
    key_name.free()
    address.free()
  }
}
