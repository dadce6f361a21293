import { proto } from 'baileys'
import { codec } from './codec.ts'
import {
  fileFor,
  opensOnce,
  quotedParts,
  receivedFile,
  sentParts,
  sentSize,
  sentThumbnail,
  shownCaption,
  shownOnce,
  shownParts,
  shownSize
} from './file-parts.ts'

export const image = codec({
  type: 'image',
  encode: ({ image: { caption, view_once } }, context) => {
    const file = fileFor(context)
    const imageMessage = {
      ...sentParts(file),
      ...sentSize(file),
      ...sentThumbnail(file),
      ...(caption !== undefined && { caption })
    }
    return proto.Message.create(opensOnce(view_once, { imageMessage }))
  },
  quoted: ({ image: said }) => ({ imageMessage: quotedParts(said) }),
  decode: ({ imageMessage: part }) => {
    const file = part && receivedFile(part, 'image')
    if (!file) return null
    return {
      type: 'image',
      image: {
        ...shownParts(file),
        ...shownSize(file),
        ...shownCaption(part?.caption),
        ...shownOnce(part?.viewOnce)
      },
      file
    }
  }
})
