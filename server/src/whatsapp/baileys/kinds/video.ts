import { proto } from 'baileys'
import { codec } from './codec.ts'
import {
  fileFor,
  opensOnce,
  quotedParts,
  receivedFile,
  sentParts,
  sentSeconds,
  sentSize,
  sentThumbnail,
  shownCaption,
  shownOnce,
  shownParts,
  shownSeconds,
  shownSize
} from './file-parts.ts'

export const video = codec({
  type: 'video',
  encode: ({ video: { caption, gif, video_note, view_once } }, context) => {
    const file = fileFor(context)
    const videoMessage = {
      ...sentParts(file),
      ...sentSize(file),
      ...sentThumbnail(file),
      ...sentSeconds(file),
      ...(caption !== undefined && { caption }),
      ...(gif && { gifPlayback: true })
    }
    return proto.Message.create(
      video_note ? { ptvMessage: videoMessage } : opensOnce(view_once, { videoMessage })
    )
  },
  quoted: ({ video: { gif, video_note, ...said } }) => {
    const videoMessage = { ...quotedParts(said), ...(gif && { gifPlayback: true }) }
    return video_note ? { ptvMessage: videoMessage } : { videoMessage }
  },
  decode: ({ videoMessage, ptvMessage }) => {
    const part = videoMessage ?? ptvMessage
    const purpose = ptvMessage ? 'video_note' : part?.gifPlayback ? 'gif' : 'video'
    const file = part && receivedFile(part, purpose)
    if (!file) return null
    return {
      type: 'video',
      video: {
        ...shownParts(file),
        ...shownSize(file),
        ...shownSeconds(file),
        ...shownCaption(part?.caption),
        ...shownOnce(part?.viewOnce),
        ...(purpose !== 'video' && { [purpose]: true as const })
      },
      file
    }
  }
})
