import { randomBytes } from 'node:crypto'
import {
  type Input,
  InputError,
  optionalFlag,
  optionalNumber,
  optionalText,
  text
} from '../lib/input.ts'
import { fileBytesMax } from '../media/media.ts'
import { expireFiles } from '../media/media-expiry.ts'
import { isMediaType, isWrong, sendMedia, type Wrong } from '../media/media-out.ts'
import { newMessageId } from '../messages/say.ts'
import type { Call } from './call.ts'
import { getPlace } from './control-groups.ts'
import { getPhone } from './control-phones.ts'

export const MEDIA_CALLS: Record<string, Call> = {
  send_media: (world, input) => {
    const type = text(input, 'type')
    if (!isMediaType(type)) {
      throw new InputError('type must be image, video, audio, document or sticker')
    }
    return sendMedia(world, getPhone(world, input), getPlace(world, input, 'to'), {
      id: optionalText(input, 'id') ?? newMessageId(),
      type,
      content: readFile(input, fileBytesMax(world.media) - SEALING_BYTES),
      mime: optionalText(input, 'mime'),
      caption: optionalText(input, 'caption'),
      file_name: optionalText(input, 'file_name'),
      seconds: optionalNumber(input, 'seconds'),
      width: optionalNumber(input, 'width'),
      height: optionalNumber(input, 'height'),
      page_count: optionalNumber(input, 'page_count'),
      thumbnail: optionalText(input, 'thumbnail'),
      waveform: optionalText(input, 'waveform'),
      voice: optionalFlag(input, 'voice') ?? false,
      gif: optionalFlag(input, 'gif') ?? false,
      video_note: optionalFlag(input, 'video_note') ?? false,
      animated: optionalFlag(input, 'animated') ?? false,
      view_once: optionalFlag(input, 'view_once') ?? false,
      hd_of: optionalText(input, 'hd_of'),
      hevc_of: optionalText(input, 'hevc_of'),
      wrong: readWrong(input)
    })
  },
  expire_media: (world, input) => {
    const id = optionalText(input, 'id')
    const expired = expireFiles(
      world,
      id === undefined ? null : { phone: getPhone(world, input), id },
      optionalFlag(input, 'gone') ?? false
    )
    return { expired }
  }
}

const readWrong = (input: Input): Wrong | undefined => {
  const wrong = optionalText(input, 'wrong')
  if (wrong === undefined || isWrong(wrong)) return wrong
  throw new InputError('wrong must be mac, sha256, enc_sha256, length, key, host or path')
}

/** What encryption adds: up to 16 bytes of padding and 10 of the MAC. */
const SEALING_BYTES = 26

const readFile = (input: Input, most: number): Buffer => {
  const content = optionalText(input, 'content')
  const size = optionalNumber(input, 'size')
  if ((content === undefined) === (size === undefined)) {
    throw new InputError('either content (base64) or size is needed')
  }
  const length = size ?? Buffer.byteLength(content ?? '', 'base64')
  if (length > most) {
    throw new InputError(`a file can have ${most} bytes at most`, 413)
  }
  return content === undefined ? randomBytes(length) : Buffer.from(content, 'base64')
}
