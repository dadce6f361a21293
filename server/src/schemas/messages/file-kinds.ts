import type { SentPurpose } from '../../domain/media.ts'
import type { MessageContent, SentContent } from './kinds.ts'

const purposes = new Map<
  string,
  (content: { gif?: true; video_note?: true; voice?: true }) => SentPurpose
>([
  ['image', () => 'image'],
  ['video', ({ gif, video_note }) => (gif ? 'gif' : video_note ? 'video_note' : 'video')],
  ['audio', ({ voice }) => (voice ? 'voice' : 'audio')],
  ['document', () => 'document'],
  ['sticker', () => 'sticker']
])

/** The types of messages that have a file. */
export const file_types: readonly string[] = [...purposes.keys()]

/** Whether messages of this type have a file. */
export const hasFile = (type: string): boolean => purposes.has(type)

/** What the file of a message is sent as; null: it has none. */
export const purposeOf = (content: MessageContent): SentPurpose | null => {
  const of_type = purposes.get(content.type)
  return of_type ? of_type(content[content.type as never]) : null
}

/** The id of the file of a message; null: it has none. */
export const fileIdOf = (type: string, content: Record<string, unknown>): string | null => {
  if (!hasFile(type)) return null
  const { id } = content[type] as { id?: string }
  return id ?? null
}

type BroughtFile = { link?: string; data?: string; filename?: string; [member: string]: unknown }

/** The content of a message whose file is given by address or with its content; null: it has none, or that has an id. */
export const inlineFileOf = (content: SentContent): BroughtFile | null => {
  if (!hasFile(content.type)) return null
  const file = content[content.type as never] as BroughtFile
  return file.link === undefined && file.data === undefined ? null : file
}
