import { BoundedMap } from '../lib/bounded-map.ts'
import type { KeyedMutex } from '../lib/keyed-mutex.ts'
import {
  generateIdentityKeyPair,
  generatePreKey,
  generateRegistrationId,
  generateSignedPreKey,
  type KeyPair,
  type PreKey,
  ProtocolAddress,
  SessionBuilder,
  SessionCipher,
  type SignalStorage,
  type SignedPreKey,
  withKeyType
} from '../wire/wire.ts'

/** What a stranger needs to start a session with a device. Keys are bare 32 bytes. */
export interface KeyBundle {
  registration_id: number
  identity: Uint8Array
  signed_prekey: { id: number; value: Uint8Array; signature: Uint8Array }
  prekey?: { id: number; value: Uint8Array }
}

export interface Ciphertext {
  type: 'pkmsg' | 'msg'
  bytes: Buffer
}

/** The Signal side of one simulated phone. Sessions stay in memory as the bytes Rust wants. */
export interface SignalParty {
  readonly identity: KeyPair
  readonly registration_id: number
  readonly signed_prekey: SignedPreKey
  readonly prekeys: Map<number, PreKey>
  readonly storage: SignalStorage
  readonly sessions: Map<string, Uint8Array>
  readonly peers: Map<string, Peer>
  /** Keys of groups, the own ones and those of others; a forgotten one is asked for again. */
  readonly sender_keys: BoundedMap<string, Uint8Array>
  readonly mutex: KeyedMutex
  next_prekey_id: number
}

interface Peer {
  address: ProtocolAddress
  cipher: SessionCipher
  /** Work on one session goes one after the other: a ratchet can't be read and turned at once. */
  tail: Promise<unknown>
}

/** One-time keys handed out but never used are forgotten from the oldest on. */
const PREKEYS_MAX = 500
const SENDER_KEYS_MAX = 10_000

export const createSignalParty = (): SignalParty => {
  const identity = generateIdentityKeyPair()
  const registration_id = generateRegistrationId()
  const signed_prekey = generateSignedPreKey(identity, 1)
  const prekeys = new Map<number, PreKey>()
  const sessions = new Map<string, Uint8Array>()
  const sender_keys = new BoundedMap<string, Uint8Array>(SENDER_KEYS_MAX)
  const storage: SignalStorage = {
    loadSession: (address) => sessions.get(address) ?? null,
    storeSession: (address, record) => {
      sessions.set(address, record.serialize())
      record.free()
    },
    getOurIdentity: () => identity,
    getOurRegistrationId: () => registration_id,
    isTrustedIdentity: () => true,
    loadPreKey: (id) => prekeys.get(id)?.keyPair ?? null,
    removePreKey: (id) => void prekeys.delete(id),
    loadSignedPreKey: (id) => (id === signed_prekey.keyId ? signed_prekey : null),
    loadSenderKey: (name) => sender_keys.get(name) ?? null,
    storeSenderKey: (name, record) => sender_keys.set(name, record)
  }
  return {
    identity,
    registration_id,
    signed_prekey,
    prekeys,
    storage,
    sessions,
    peers: new Map(),
    sender_keys,
    mutex: new Map(),
    next_prekey_id: 1
  }
}

/** The phone's own bundle with a one-time key made on the spot. */
export const takeOwnBundle = (party: SignalParty): KeyBundle => {
  const prekey = generatePreKey(party.next_prekey_id++)
  party.prekeys.set(prekey.keyId, prekey)
  if (party.prekeys.size > PREKEYS_MAX) {
    const oldest = party.prekeys.keys().next()
    if (!oldest.done) party.prekeys.delete(oldest.value)
  }
  const { keyId, keyPair, signature } = party.signed_prekey
  return {
    registration_id: party.registration_id,
    identity: party.identity.pubKey.subarray(1),
    signed_prekey: { id: keyId, value: keyPair.pubKey.subarray(1), signature },
    prekey: { id: prekey.keyId, value: prekey.keyPair.pubKey.subarray(1) }
  }
}

/**
 * Encrypts for a device. `bundle` is asked only when there is no session yet, or when `renew`
 * says that the other side lost it; null means the device has no keys to give.
 */
export const encryptFor = (
  party: SignalParty,
  name: string,
  device: number,
  plaintext: Uint8Array,
  bundle: () => KeyBundle | null,
  renew = false
): Promise<Ciphertext> =>
  inTurn(party, name, device, async (peer) => {
    if (renew || !party.sessions.has(peer.address.toString())) {
      const keys = bundle()
      if (!keys) throw new Error('the device has uploaded no keys')
      await startSession(party, peer, keys)
    }
    const { type, body } = await peer.cipher.encrypt(plaintext)
    return { type: type === 3 ? 'pkmsg' : 'msg', bytes: Buffer.from(body) }
  })

export const decryptFrom = (
  party: SignalParty,
  name: string,
  device: number,
  type: string,
  bytes: Uint8Array
): Promise<Uint8Array> =>
  inTurn(party, name, device, (peer) =>
    type === 'pkmsg'
      ? peer.cipher.decryptPreKeyWhisperMessage(bytes)
      : peer.cipher.decryptWhisperMessage(bytes)
  )

/** Forgets every session, as a phone does that was reinstalled from a backup without them. */
export const forgetSessions = (party: SignalParty): void => {
  party.sessions.clear()
  party.sender_keys.clear()
}

const startSession = async (party: SignalParty, peer: Peer, keys: KeyBundle): Promise<void> => {
  const builder = new SessionBuilder(party.storage, peer.address)
  await builder.processPreKeyBundle({
    registrationId: keys.registration_id,
    identityKey: withKeyType(keys.identity),
    signedPreKey: {
      keyId: keys.signed_prekey.id,
      publicKey: withKeyType(keys.signed_prekey.value),
      signature: keys.signed_prekey.signature
    },
    preKey: keys.prekey && {
      keyId: keys.prekey.id,
      publicKey: withKeyType(keys.prekey.value)
    }
  })
}

const inTurn = <T>(
  party: SignalParty,
  name: string,
  device: number,
  work: (peer: Peer) => Promise<T>
): Promise<T> => {
  const peer = peerOf(party, name, device)
  const result = peer.tail.then(() => work(peer))
  // The next one waits for the end of this one, whichever end it takes; the caller sees which.
  peer.tail = result.catch(() => undefined)
  return result
}

const peerOf = (party: SignalParty, name: string, device: number): Peer => {
  const key = `${name}.${device}`
  const known = party.peers.get(key)
  if (known) return known
  const address = new ProtocolAddress(name, device)
  const peer: Peer = {
    address,
    cipher: new SessionCipher(party.storage, address),
    tail: Promise.resolve()
  }
  party.peers.set(key, peer)
  return peer
}
