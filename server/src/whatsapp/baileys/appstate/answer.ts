import { type BinaryNode, getBinaryNodeChild, getBinaryNodeChildren, proto } from 'baileys'
import type { FileReference } from '../../../domain/file-reference.ts'
import { type CollectionName, isCollectionName } from './collection.ts'

/** Reads a file of settings, which only its account can open. */
export type ReadFile = (file: FileReference) => Promise<Uint8Array>

/** What the server says of one collection. */
export type CollectionAnswer = {
  name: CollectionName
  snapshot: proto.ISyncdSnapshot | null
  patches: proto.ISyncdPatch[]
  more: boolean
  /** Why it says nothing of this one. */
  error: string | null
}

/** Reads an answer of the server, with the files that it names. */
export const readAnswer = (answer: BinaryNode, readFile: ReadFile): Promise<CollectionAnswer[]> =>
  Promise.all(collectionsIn(answer).map((node) => readCollection(node, readFile)))

/** The collections that a stanza names. */
export const collectionsIn = (answer: BinaryNode): BinaryNode[] =>
  getBinaryNodeChildren(getBinaryNodeChild(answer, 'sync'), 'collection').filter(({ attrs }) =>
    isCollectionName(attrs['name'])
  )

/** The code with which the server refuses one collection; null: it does not. */
export const errorOf = (node: BinaryNode): string | null => {
  if (node.attrs['type'] !== 'error') return null
  return getBinaryNodeChild(node, 'error')?.attrs['code'] ?? ''
}

const readCollection = async (node: BinaryNode, readFile: ReadFile): Promise<CollectionAnswer> => {
  const named = bytesOf(getBinaryNodeChild(node, 'snapshot'))
  const nodes = getBinaryNodeChildren(getBinaryNodeChild(node, 'patches') ?? node, 'patch')
  const patches = nodes.flatMap((patch) => {
    const bytes = bytesOf(patch)
    return bytes ? [proto.SyncdPatch.decode(bytes)] : []
  })
  for (const patch of patches) {
    if (!patch.externalMutations) continue
    const outside = await readFile(fileOf(patch.externalMutations))
    patch.mutations = [...patch.mutations, ...proto.SyncdMutations.decode(outside).mutations]
  }
  const snapshot =
    named &&
    proto.SyncdSnapshot.decode(await readFile(fileOf(proto.ExternalBlobReference.decode(named))))
  return {
    name: node.attrs['name'] as CollectionName,
    snapshot,
    patches,
    more: node.attrs['has_more_patches'] === 'true',
    error: errorOf(node)
  }
}

const fileOf = (blob: proto.IExternalBlobReference): FileReference => ({
  purpose: 'settings',
  media_key: blob.mediaKey ?? new Uint8Array(0),
  direct_path: blob.directPath ?? null,
  url: null,
  file_sha256: blob.fileSha256 ?? null,
  file_enc_sha256: blob.fileEncSha256 ?? null,
  bytes: null
})

const bytesOf = (node: BinaryNode | undefined): Uint8Array | null =>
  node?.content instanceof Uint8Array && node.content.length > 0 ? node.content : null
