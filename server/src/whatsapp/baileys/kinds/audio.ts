import { proto } from 'baileys'
import { codec } from './codec.ts'
import {
  fileFor,
  opensOnce,
  quotedParts,
  receivedFile,
  sentParts,
  sentSeconds,
  shownOnce,
  shownParts,
  shownSeconds
} from './file-parts.ts'

export const audio = codec({
  type: 'audio',
  encode: ({ audio: { voice, view_once } }, context) => {
    const file = fileFor(context)
    const audioMessage = {
      ...sentParts(file),
      ...sentSeconds(file),
      ptt: voice === true,
      ...(file.waveform && { waveform: file.waveform })
    }
    return proto.Message.create(
      opensOnce(view_once, { audioMessage }, 'viewOnceMessageV2Extension')
    )
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
        ...shownOnce(part?.viewOnce),
        ...(file.purpose === 'voice' && { voice: true as const })
      },
      file
    }
  }
})
