import type { proto } from 'baileys'
import type { KindName, ReceivedKindName } from '../../../src/schemas/messages/kinds.ts'
import { received_only } from './received-samples.ts'
import { degrees, type FileName, type KindSample, only_texts } from './sample.ts'

const mimes: Record<FileName, string> = {
  'photo.jpg': 'image/jpeg',
  'film.mp4': 'video/mp4',
  'song.mp3': 'audio/mpeg',
  'voice.ogg': 'audio/ogg; codecs=opus',
  'bill.pdf': 'application/pdf',
  'cat.webp': 'image/webp'
}

const fileSample = (
  type: 'image' | 'video' | 'audio' | 'document' | 'sticker',
  file: FileName,
  content: object,
  member: keyof proto.IMessage,
  parts: object,
  as?: string,
  none: KindSample['none'] = only_texts
): KindSample => ({
  type,
  ...(as && { as }),
  file,
  content,
  message: { [member]: { mimetype: mimes[file], ...parts } },
  none
})

/** Files that are opened once; a quotation tells no more of them. */
const once = (
  type: 'image' | 'video' | 'audio',
  file: FileName,
  content: { caption?: string; voice?: true },
  member: keyof proto.IMessage
): KindSample => {
  const parts = {
    ...(content.caption && { caption: content.caption }),
    ...(content.voice && { ptt: true })
  }
  const shown = fileSample(
    type,
    file,
    { ...content, view_once: true },
    member,
    parts,
    'opened once',
    {
      edited: 'no: nobody sees it again'
    }
  )
  const wrapped = { [member]: { ...(shown.message[member] as object), viewOnce: true } }
  return { ...shown, message: wrapped, quoted: shown.message }
}

const card = {
  name: { formatted_name: 'Núria López', first_name: 'Núria', last_name: 'López' },
  phones: [{ phone: '+20 100 123 4567', type: 'CELL', wa_id: '201001234567' }]
}
const vcard = [
  'BEGIN:VCARD',
  'VERSION:3.0',
  'N:López;Núria;;;',
  'FN:Núria López',
  'TEL;type=CELL;waid=201001234567:+20 100 123 4567',
  'END:VCARD'
].join('\r\n')

const place = { latitude: 30.0459, longitude: 31.2243, name: 'Cairo Tower', address: 'Zamalek' }
const start_s = Date.UTC(2027, 2, 1, 17) / 1_000
const start_at = new Date(start_s * 1_000).toISOString()

/** Every kind that is sent. */
const sent: KindSample[] = [
  {
    type: 'text',
    content: { body: 'Grüße 👋 مرحبا' },
    message: { extendedTextMessage: { text: 'Grüße 👋 مرحبا' } },
    none: {}
  },
  fileSample(
    'image',
    'photo.jpg',
    { caption: 'green' },
    'imageMessage',
    { caption: 'green' },
    undefined,
    {}
  ),
  once('image', 'photo.jpg', { caption: 'green' }, 'imageMessage'),
  fileSample(
    'video',
    'film.mp4',
    { caption: 'look' },
    'videoMessage',
    { caption: 'look' },
    undefined,
    {}
  ),
  fileSample(
    'video',
    'film.mp4',
    { caption: 'ha', gif: true },
    'videoMessage',
    { caption: 'ha', gifPlayback: true },
    'a GIF',
    {}
  ),
  once('video', 'film.mp4', {}, 'videoMessage'),
  fileSample('video', 'film.mp4', { video_note: true }, 'ptvMessage', {}, 'a video note'),
  fileSample('audio', 'song.mp3', {}, 'audioMessage', { ptt: false }),
  fileSample(
    'audio',
    'voice.ogg',
    { voice: true },
    'audioMessage',
    { ptt: true },
    'a voice message'
  ),
  once('audio', 'voice.ogg', { voice: true }, 'audioMessage'),
  fileSample(
    'document',
    'bill.pdf',
    { caption: 'yours', filename: 'bill 1.pdf' },
    'documentMessage',
    { caption: 'yours', fileName: 'bill 1.pdf', title: 'bill 1.pdf' },
    undefined,
    {}
  ),
  fileSample('sticker', 'cat.webp', {}, 'stickerMessage', {}),
  {
    type: 'location',
    content: place,
    message: { locationMessage: { ...degrees, name: 'Cairo Tower', address: 'Zamalek' } },
    none: only_texts
  },
  {
    type: 'contacts',
    content: [card],
    message: { contactMessage: { displayName: 'Núria López', vcard } },
    none: only_texts
  },
  {
    type: 'group_invite',
    content: {
      group_id: '120363041234567890@g.us',
      code: 'aBcDeFgH',
      name: 'Team',
      caption: 'Join us',
      expires_at: start_at
    },
    message: {
      groupInviteMessage: {
        groupJid: '120363041234567890@g.us',
        inviteCode: 'aBcDeFgH',
        groupName: 'Team',
        inviteExpiration: start_s,
        caption: 'Join us'
      }
    },
    none: { ...only_texts, 'in a group': 'no: it goes to one person' }
  },
  {
    type: 'poll',
    content: { question: 'When?', options: ['Morning', 'Evening'], answers_max: 1 },
    message: {
      pollCreationMessageV3: {
        name: 'When?',
        options: [{ optionName: 'Morning' }, { optionName: 'Evening' }],
        selectableOptionsCount: 1
      }
    },
    none: only_texts
  },
  {
    type: 'event',
    content: { name: 'Opening', description: 'Coffee', start_at, location: { name: 'Tower' } },
    message: {
      eventMessage: {
        name: 'Opening',
        description: 'Coffee',
        startTime: start_s,
        isCanceled: false,
        location: { name: 'Tower', degreesLatitude: 0, degreesLongitude: 0 }
      }
    },
    none: {}
  },
  {
    type: 'interactive',
    as: 'buttons',
    content: {
      type: 'button',
      header: { type: 'text', text: 'Delivery' },
      body: { text: 'Tomorrow?' },
      footer: { text: 'Cups' },
      action: { buttons: [{ type: 'reply', reply: { id: 'yes', title: 'Yes' } }] }
    },
    shown: {
      type: 'button',
      header: { type: 'text', text: 'Delivery' },
      body: { text: 'Tomorrow?' },
      footer: { text: 'Cups' },
      choices: [{ id: 'yes', title: 'Yes' }]
    },
    message: {
      interactiveMessage: {
        header: { title: 'Delivery', hasMediaAttachment: false },
        body: { text: 'Tomorrow?' },
        footer: { text: 'Cups' },
        nativeFlowMessage: {
          buttons: [{ name: 'quick_reply', buttonParamsJson: '{"display_text":"Yes","id":"yes"}' }],
          messageVersion: 1
        }
      }
    },
    quoted: { interactiveMessage: { body: { text: 'Tomorrow?' } } },
    none: only_texts
  }
]

/** All but reactions, which are messages about others. */
export const samples: KindSample[] = [...sent, ...received_only]

export const rowOf = ({ type, as }: Pick<KindSample, 'type' | 'as'>): string =>
  as ? `\`${type}\`, ${as}` : `\`${type}\``

/** The types that have a row, checked to be all there are. */
export const kinds_of_rows = [...new Set([...samples.map(({ type }) => type), 'reaction'])] as (
  | KindName
  | ReceivedKindName
)[]
