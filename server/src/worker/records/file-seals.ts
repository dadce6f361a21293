import type { FileMessage, FileReference, UploadedFile } from '../../domain/file-reference.ts'
import { seal, unseal } from '../../lib/crypto.ts'

/** Where a file is that arrived. */
export type Origin = FileReference & {
  message: FileMessage | null
  /** How often the phone was asked to upload it again, and whether it has. */
  asked: number
  renewed: boolean
}

type Session = { session_id: string; session_key: Buffer }

export const sealOrigin = (session: Session, media_id: string, origin: Origin): Buffer =>
  seal(session.session_key, pack(origin), contextOf(session, 'file', media_id))

export const openOrigin = (session: Session, media_id: string, sealed: Buffer): Origin =>
  unpack(unseal(session.session_key, sealed, contextOf(session, 'file', media_id))) as Origin

/** `name`: what the upload is kept under. */
export const sealUpload = (session: Session, name: string, file: UploadedFile): Buffer =>
  seal(session.session_key, pack(file), contextOf(session, 'upload', name))

export const openUpload = (session: Session, name: string, sealed: Buffer): UploadedFile =>
  unpack(unseal(session.session_key, sealed, contextOf(session, 'upload', name))) as UploadedFile

const contextOf = ({ session_id }: Session, what: string, name: string): string =>
  `session:${session_id}:${what}:${name}`

const pack = (value: object): Buffer => {
  const members = Object.entries(value).map(([name, member]) => [name, packed(member)])
  return Buffer.from(JSON.stringify(Object.fromEntries(members)))
}

const packed = (member: unknown): unknown => {
  if (member instanceof Uint8Array) return { base64: Buffer.from(member).toString('base64') }
  return member instanceof Date ? { time: member.toISOString() } : member
}

const unpack = (bytes: Buffer): object =>
  JSON.parse(bytes.toString('utf8'), (_name, member) => {
    if (typeof member?.base64 === 'string') return Buffer.from(member.base64, 'base64')
    return typeof member?.time === 'string' ? new Date(member.time) : member
  })
