import type { ReceivedMedia } from '../types/types-media.ts'
import type { proto } from '../wire/wire.ts'

type Shown = Pick<
  ReceivedMedia,
  | 'width'
  | 'height'
  | 'seconds'
  | 'page_count'
  | 'thumbnail'
  | 'waveform'
  | 'voice'
  | 'gif'
  | 'video_note'
  | 'animated'
>

/** What a phone can show of a file before it has it, as far as the message says. */
export const describeMedia = (message: proto.IMessage): Shown => {
  const { imageMessage, stickerMessage, audioMessage, documentMessage, ptvMessage } = message
  const video = message.videoMessage ?? ptvMessage
  const sized = imageMessage ?? stickerMessage ?? video
  const pictured = imageMessage ?? documentMessage ?? video
  return {
    ...given('width', sized?.width),
    ...given('height', sized?.height),
    ...given('seconds', video?.seconds ?? audioMessage?.seconds),
    ...given('page_count', documentMessage?.pageCount),
    ...given('thumbnail', base64(pictured?.jpegThumbnail)),
    ...given('waveform', base64(audioMessage?.waveform)),
    ...given('voice', audioMessage?.ptt),
    ...given('gif', video?.gifPlayback),
    ...given('video_note', ptvMessage && true),
    ...given('animated', stickerMessage?.isAnimated)
  }
}

const given = (name: keyof Shown, value: number | string | boolean | null | undefined): Shown =>
  value ? { [name]: value } : {}

const base64 = (bytes: Uint8Array | null | undefined): string | undefined =>
  bytes?.length ? Buffer.from(bytes).toString('base64') : undefined
