import { proto } from 'baileys'
import { codec } from './codec.ts'
import {
  fileFor,
  quotedParts,
  receivedFile,
  sentParts,
  sentSeconds,
  shownParts,
  shownSeconds
} from './file-parts.ts'

export const audio = codec({
  type: 'audio',
  encode: ({ audio: { voice } }, context) => {
    const file = fileFor(context)
    return proto.Message.create({
      audioMessage: {
        ...sentParts(file),
        ...sentSeconds(file),
        ptt: voice === true,
        ...(file.waveform && { waveform: file.waveform })
      }
    })
  },
  quoted: ({ audio: { voice, ...said } }) => ({
    audioMessage: { ...quotedParts(said), ptt: voice === true }
  }),
  decode: ({ audioMessage: part }) => {
    const file = part && receivedFile(part, part.ptt ? 'voice' : 'audio')
    if (!file) return null
    return {
      type: 'audio',
      audio: {
        ...shownParts(file),
        ...shownSeconds(file),
        ...(file.purpose === 'voice' && { voice: true as const })
      },
      file
    }
  }
})
