import type {
  AuthenticationCreds,
  BinaryNode,
  SignalKeyStoreWithTransaction,
  WASocket
} from 'baileys'
import { AppError } from '../../../domain/errors.ts'
import type { Log } from '../../../lib/log.ts'
import type { StoredKeys } from '../../contract.ts'
import type { Files } from '../../files.ts'
import type { NumberOfLid } from '../addresses/jid.ts'
import type { BorderJournal } from '../border.ts'
import { type Ask, refusalOf } from '../calls/ask.ts'
import { collectionsIn, errorOf, type ReadFile } from './answer.ts'
import type { Setting } from './codec.ts'
import { type CollectionName, sealPatch } from './collection.ts'
import { createFollower } from './follow.ts'
import { createMarks } from './marks.ts'
import { createSharedKeys, MissingKeys } from './shared-keys.ts'
import { record, type SyncOptions, syncQuestion } from './sync.ts'

const conflicts_max = 5
/** More than any account has set; a file that says more is none. */
const file_bytes_max = 256 * 1_048_576

/** What the account has set on its devices, followed and added to by one connection. */
export type AppState = {
  /** The server says that collections have changed. Recorded when this resolves. */
  heard(stanza: BinaryNode): Promise<void>
  /** Reads what earlier connections could not, as far as the phone has shared the keys. */
  catchUp(): void
  /** Sets something for all devices of the account. Resolves when WhatsApp has it and what follows from it is on disk. */
  set(name: CollectionName, settings: Setting[], signal: AbortSignal): Promise<void>
}

type Options = {
  socket: WASocket
  ask: Ask
  journal: BorderJournal
  stored: StoredKeys
  keys: SignalKeyStoreWithTransaction
  creds: AuthenticationCreds
  files: Pick<Files, 'download'>
  numberOfLid: NumberOfLid
  over: AbortSignal
  log: Log
}

/**
 * In Baileys' place, which notes how far it has read before it tells what was set: whoever is killed in between never
 * learns of it. It also drops what the first reading says of chats that its history does not name, cannot tell what was
 * removed, and checks no MAC.
 */
export const createAppState = (options: Options): AppState => {
  const { socket, ask, journal, creds, numberOfLid, over, log } = options
  const marks = createMarks(journal, options.stored)
  const sync: SyncOptions = {
    ask,
    journal,
    marks,
    shared_keys: createSharedKeys(options.keys),
    numberOfLid,
    readFile: (signal) => readWhole(options.files, signal),
    paired: async (pairs) => {
      await socket.signalRepository.lidMapping.storeLIDPNMappings(pairs)
    },
    renamed: (name) => {
      if (creds.me && creds.me.name !== name)
        socket.ev.emit('creds.update', { me: { ...creds.me, name } })
    },
    log
  }
  const follower = createFollower(socket, sync, creds, over)
  // The phone shares its keys after a link, and new ones from time to time.
  socket.ev.on('creds.update', ({ myAppStateKeyId }) => {
    if (myAppStateKeyId) follower.catchUp()
  })
  return {
    heard: follower.heard,
    catchUp: follower.catchUp,
    set: (name, settings, signal) =>
      follower.alone(async () => {
        for (let conflicts = 0; conflicts < conflicts_max; conflicts++) {
          signal.throwIfAborted()
          await follower.refresh(name, signal).catch(notReadable)
          if (await add(sync, creds, { name, settings }, signal)) return
          const { has, wanted } = marks.of(name)
          marks.put(name, { has, wanted: Math.max(wanted, has + 1), read: true })
        }
        throw new AppError('whatsapp_unavailable', { collection: name })
      })
  }
}

const readWhole =
  (files: Pick<Files, 'download'>, signal: AbortSignal): ReadFile =>
  async (file) => {
    const pieces: Uint8Array[] = []
    for await (const piece of files.download(file, { bytes_max: file_bytes_max, signal }))
      pieces.push(piece)
    return Buffer.concat(pieces)
  }

const notReadable = (error: unknown): never => {
  if (error instanceof MissingKeys) throw new AppError('settings_not_shared', {}, { cause: error })
  throw refusalOf(error)
}

/** Adds settings to a collection. False: another device was faster, and what it has set must be read first. */
const add = async (
  sync: SyncOptions,
  creds: AuthenticationCreds,
  { name, settings }: { name: CollectionName; settings: Setting[] },
  signal: AbortSignal
): Promise<boolean> => {
  const { myAppStateKeyId } = creds
  if (!myAppStateKeyId) throw new AppError('settings_not_shared')
  const key_id = Buffer.from(myAppStateKeyId, 'base64')
  const keysOf = await sync.shared_keys.find([key_id]).catch(notReadable)
  const known = await sync.marks.collection(name)
  const { bytes, collection } = sealPatch(name, known, settings, { keys: keysOf(key_id), key_id })
  const attrs = { name, version: String(known.version), return_snapshot: 'false' }
  const question = syncQuestion([
    { tag: 'collection', attrs, content: [{ tag: 'patch', attrs: {}, content: bytes }] }
  ])
  const answer = await sync.ask(question, signal).catch((error) => {
    throw refusalOf(error)
  })
  const [told] = collectionsIn(answer)
  const error = told ? errorOf(told) : null
  if (error === '409') return false
  if (error !== null) {
    const detail = `WhatsApp answered with the error ${error || 'without a code'}.`
    throw new AppError('refused_by_whatsapp', { whatsapp_code: error }, { detail })
  }
  const mutations = settings.map((setting) => ({ ...setting, removed: false }))
  await record(sync, name, { collection, mutations }, true)
  return true
}
