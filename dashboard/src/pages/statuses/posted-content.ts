import { kindOf } from '../chats/kind-of-file.ts'

/** The colour behind a text that says none. */
export const usual_background = '#1E6E4F'

type Written = { text: string; background: string; file: { id: string; mime_type: string } | null }

/** What is posted: a text on its colour, or a file that people can see or hear; null: a file of another kind. */
export const contentOf = ({ text, background, file }: Written) => {
  if (!file) return { type: 'text' as const, text: { body: text }, background }
  const caption = text.trim() === '' ? {} : { caption: text }
  const kind = kindOf(file.mime_type)
  switch (kind) {
    case 'image':
      return { type: kind, image: { id: file.id, ...caption } }
    case 'video':
      return { type: kind, video: { id: file.id, ...caption } }
    case 'audio':
      return { type: kind, audio: { id: file.id }, background }
    default:
      return null
  }
}

/** Whether a file can be posted at all. */
export const canPost = ({ type }: File): boolean => kindOf(type) !== 'document'
