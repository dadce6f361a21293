import { proto } from 'baileys'
import { codec } from './codec.ts'
import {
  fileFor,
  quotedParts,
  receivedFile,
  sentParts,
  sentSize,
  sentThumbnail,
  shownCaption,
  shownParts,
  shownSize
} from './file-parts.ts'

export const image = codec({
  type: 'image',
  encode: ({ image: { caption } }, context) => {
    const file = fileFor(context)
    return proto.Message.create({
      imageMessage: {
        ...sentParts(file),
        ...sentSize(file),
        ...sentThumbnail(file),
        ...(caption !== undefined && { caption })
      }
    })
  },
  quoted: ({ image: said }) => ({ imageMessage: quotedParts(said) }),
  decode: ({ imageMessage: part }) => {
    const file = part && receivedFile(part, 'image')
    if (!file) return null
    return {
      type: 'image',
      image: { ...shownParts(file), ...shownSize(file), ...shownCaption(part?.caption) },
      file
    }
  }
})
