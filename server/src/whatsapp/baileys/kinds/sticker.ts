import { proto } from 'baileys'
import { codec } from './codec.ts'
import {
  fileFor,
  quotedParts,
  receivedFile,
  sentParts,
  sentSize,
  shownParts,
  shownSize
} from './file-parts.ts'

export const sticker = codec({
  type: 'sticker',
  encode: (_content, context) => {
    const file = fileFor(context)
    return proto.Message.create({
      stickerMessage: {
        ...sentParts(file),
        ...sentSize(file),
        stickerSentTs: Date.now()
      }
    })
  },
  quoted: ({ sticker: said }) => ({ stickerMessage: quotedParts(said) }),
  decode: ({ stickerMessage: part }) => {
    const file = part && receivedFile(part, 'sticker')
    if (!file) return null
    return {
      type: 'sticker',
      sticker: {
        ...shownParts(file),
        ...shownSize(file),
        ...(part?.isAnimated && { animated: true as const })
      },
      file
    }
  }
})
