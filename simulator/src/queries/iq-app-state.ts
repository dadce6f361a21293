import { randomBytes } from 'node:crypto'
import {
  type AppState,
  applyPatch,
  COLLECTION_NAMES,
  type Collection,
  type CollectionName,
  snapshotOf
} from '../appstate/app-state.ts'
import { announceCollection, noteActions } from '../appstate/app-state-changes.ts'
import { keepFile } from '../media/media.ts'
import { encryptMedia } from '../media/media-crypto.ts'
import { appStateOf, type Device } from '../phones/phone.ts'
import { bytesOf, childOf, childrenNamed, node } from '../wire/node.ts'
import { type BinaryNode, proto } from '../wire/wire.ts'
import type { World } from '../world.ts'
import type { IqHandler } from './iq-answer.ts'

const PATCHES_PER_ANSWER = 100
/** A patch with more is a file, and so is a collection with more for a device that has nothing of it. */
const INLINE_MAX = 100

/** Settings of chats: a client asks what is new in some collections, or adds a patch to one. */
export const handleAppStateIq: IqHandler = (world, device, request) => {
  const asked = childrenNamed(childOf(request, 'sync'), 'collection')
  const changed: Collection[] = []
  const answers: BinaryNode[] = []
  for (const each of asked) {
    const { name = '' } = each.attrs
    if (!isCollectionName(name)) return { error: { code: '400', text: 'bad-request' } }
    const state = appStateOf(device.phone)
    const collection = state.collections[name]
    const patches = childrenNamed(childOf(each, 'patches') ?? each, 'patch')
    if (patches.length === 0) {
      answers.push(whatIsNew(world, state, collection, each))
    } else if (Number(each.attrs.version) !== collection.version) {
      answers.push(conflict(collection))
    } else {
      const refused = takePatches(device, state, collection, patches)
      if (refused) return { error: { code: '400', text: refused } }
      changed.push(collection)
      answers.push(node('collection', { name, version: String(collection.version) }))
    }
  }
  return {
    content: [node('sync', {}, answers)],
    afterwards: () => {
      for (const collection of changed) announceCollection(world, device.phone, collection, device)
    }
  }
}

const isCollectionName = (name: string): name is CollectionName =>
  (COLLECTION_NAMES as readonly string[]).includes(name)

/** The phone looks at every patch; what it can't verify is refused here, not found out later. */
const takePatches = (
  device: Device,
  state: AppState,
  collection: Collection,
  patches: BinaryNode[]
): string | null => {
  for (const patch of patches) {
    try {
      noteActions(device.phone, applyPatch(state, collection, bytesOf(patch) ?? Buffer.alloc(0)))
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }
  return null
}

/** Somebody else was faster. The real server says so for the collection, not for the request. */
const conflict = ({ name, version }: Collection): BinaryNode =>
  node('collection', { name, version: String(version), type: 'error' }, [
    node('error', { code: '409', text: 'conflict' })
  ])

/**
 * Patches as long as they reach back and there is little, because a snapshot is a file that Baileys fetches from
 * mmg.whatsapp.net. A client that asks for a snapshot in spite of what it has gets one.
 */
const whatIsNew = (
  world: World,
  state: AppState,
  collection: Collection,
  { attrs }: BinaryNode
): BinaryNode => {
  const { name } = collection
  const has = Number(attrs.version ?? 0)
  const first = collection.patches[0]?.version ?? 1
  const starts_over =
    attrs.return_snapshot === 'true' && (has > 0 || collection.records.size > INLINE_MAX)
  const version = String(collection.version)
  if (collection.version > 0 && (starts_over || has + 1 < first || has > collection.version)) {
    const content = [node('snapshot', {}, uploadSnapshot(world, state, collection))]
    return node('collection', { name, version, has_more_patches: 'false' }, content)
  }
  const missing = collection.patches.filter((patch) => patch.version > has)
  const patches = missing.slice(0, PATCHES_PER_ANSWER)
  const has_more_patches = String(missing.length > patches.length)
  return node('collection', { name, version, has_more_patches }, [
    node(
      'patches',
      {},
      patches.map(({ bytes }) => node('patch', {}, withFile(world, bytes)))
    )
  ])
}

const uploadSnapshot = (world: World, state: AppState, collection: Collection): Uint8Array =>
  proto.ExternalBlobReference.encode(upload(world, snapshotOf(state, collection))).finish()

/** A patch as it goes out: what would make it long is in a file. */
const withFile = (world: World, bytes: Uint8Array): Uint8Array => {
  const patch = proto.SyncdPatch.decode(bytes)
  if (patch.mutations.length <= INLINE_MAX) return bytes
  const { mutations } = patch
  patch.externalMutations = proto.ExternalBlobReference.create(
    upload(world, proto.SyncdMutations.encode({ mutations }).finish())
  )
  patch.mutations = []
  return proto.SyncdPatch.encode(patch).finish()
}

const upload = (world: World, bytes: Uint8Array): proto.IExternalBlobReference => {
  const sealed = encryptMedia(bytes, 'App State', randomBytes(32))
  return {
    mediaKey: sealed.media_key,
    directPath: keepFile(world.media, sealed.bytes).direct_path,
    fileSizeBytes: bytes.length,
    fileSha256: sealed.file_sha256,
    fileEncSha256: sealed.file_enc_sha256
  }
}
