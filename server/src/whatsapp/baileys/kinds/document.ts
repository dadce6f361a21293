import { proto } from 'baileys'
import { codec } from './codec.ts'
import {
  fileFor,
  quotedParts,
  receivedFile,
  sentParts,
  sentThumbnail,
  shownCaption,
  shownParts
} from './file-parts.ts'

/** So apps call a document without a name. */
const unnamed = 'file'

export const document = codec({
  type: 'document',
  encode: ({ document: { caption, filename } }, context) => {
    const file = fileFor(context)
    const fileName = filename ?? file.file_name ?? unnamed
    // Unwrapped, although apps wrap a document with a caption: the library reads what the stanza is to be called from here.
    return proto.Message.create({
      documentMessage: {
        ...sentParts(file),
        ...sentThumbnail(file),
        fileName,
        title: fileName,
        ...(file.page_count !== null && { pageCount: file.page_count }),
        ...(caption !== undefined && { caption })
      }
    })
  },
  quoted: ({ document: said }) => {
    const fileName = said.filename ?? unnamed
    return { documentMessage: { ...quotedParts(said), fileName, title: fileName } }
  },
  decode: ({ documentMessage: part }) => {
    const file =
      part && receivedFile({ ...part, fileName: part.fileName || part.title }, 'document')
    if (!file) return null
    return {
      type: 'document',
      document: {
        ...shownParts(file),
        ...(file.file_name !== null && { filename: file.file_name }),
        ...(file.page_count !== null && { page_count: file.page_count }),
        ...shownCaption(part?.caption)
      },
      file
    }
  }
})
