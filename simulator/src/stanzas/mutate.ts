import type { BinaryNode } from '../wire/wire.ts'
import type { Random } from './random.ts'
import { encodeRaw, type RawStanza } from './raw.ts'

/** Ids that come again and again, as those of messages sent twice do. */
const REPEATED = ['3A0', '3A1', 'ABCDEF0123456789']
const FOREIGN = [
  '1@s.whatsapp.net',
  '99@lid',
  '5@hosted',
  '7@hosted.lid',
  '1-2@g.us',
  'status@broadcast',
  '12@broadcast',
  '3@newsletter',
  '4@call',
  '6@interop',
  '8@bot',
  '@s.whatsapp.net',
  's.whatsapp.net',
  '@',
  'nobody',
  '1:99@s.whatsapp.net',
  '1:x@lid',
  '__proto__@lid'
]
const TEXTS: (string | Buffer)[] = [
  '',
  '\0',
  'a\0b',
  '\ufffe',
  'true',
  'null',
  'NaN',
  'constructor',
  '__proto__',
  '\u202e\u200f',
  Buffer.from([0xff, 0xfe, 0x80]),
  Buffer.from([0xc3]),
  // Half of a pair of surrogates, written as if it were a character.
  Buffer.from([0xed, 0xa0, 0x80]),
  'x'.repeat(70_000),
  Buffer.alloc(300_000, 0xe9)
]
const NUMBERS = [
  '-1',
  '0',
  '1e400',
  '9'.repeat(30),
  '-99999999999',
  '2147483648',
  '0x10',
  '1.5',
  '٣'
]
const NAMES = [
  'id',
  'from',
  'to',
  'participant',
  'recipient',
  'type',
  't',
  'offline',
  'notify',
  'category',
  'count',
  'sender_lid',
  'sender_pn',
  'participant_pn',
  'addressing_mode',
  'edit',
  'error',
  'server_id',
  'jid',
  '__proto__',
  'toString'
]
const DEPTHS = [1, 5, 60, 1_500]

/** An encoded stanza with one to three things wrong. */
export const mutatedFrame = (stanza: BinaryNode, random: Random): Buffer => {
  for (;;) {
    const raw = rawOf(stanza)
    const count = 1 + random.below(3)
    for (let done = 0; done < count; done += 1) random.pick(CHANGES)(raw, random)
    if (bytesLeft(raw, FRAME_BYTES_MAX) < 0) continue
    const frame = encodeRaw(raw)
    return random.below(12) === 0 ? damaged(frame, random) : frame
  }
}

/** Four hundred copies of something large would only measure the line. */
const FRAME_BYTES_MAX = 400_000

/** Nothing here may run out of stack before who reads it does. */
const DEPTH_MAX = 1_600

/** What is left of so many bytes; negative as soon as it is clear that they are not enough, or that it is too deep. */
const bytesLeft = ({ tag, attrs, content }: RawStanza, bytes: number, depth = 0): number => {
  if (depth > DEPTH_MAX) return -1
  let left = bytes - tag.length - 4
  for (const [name, value] of attrs) left -= name.length + value.length + 4
  if (Buffer.isBuffer(content)) return left - content.length
  if (!Array.isArray(content)) return left
  for (const child of content) {
    if (left < 0) break
    left = bytesLeft(child, left, depth + 1)
  }
  return left
}

const rawOf = ({ tag, attrs, content }: BinaryNode): RawStanza => ({
  tag,
  attrs: Object.entries(attrs),
  ...(content !== undefined && {
    content: Array.isArray(content) ? content.map(rawOf) : Buffer.from(content as Uint8Array)
  })
})

/** Any stanza of the tree, the outermost most often. */
const somewhere = (raw: RawStanza, random: Random): RawStanza => {
  let here = raw
  while (Array.isArray(here.content) && here.content.length > 0 && random.below(2) === 0) {
    here = random.pick(here.content)
  }
  return here
}

const anyValue = (random: Random): string | Buffer =>
  random.pick(random.pick<readonly (string | Buffer)[]>([FOREIGN, TEXTS, NUMBERS, REPEATED]))

type Change = (raw: RawStanza, random: Random) => void

const CHANGES: Change[] = [
  (raw, random) => {
    const { attrs } = somewhere(raw, random)
    if (attrs.length > 0) attrs.splice(random.below(attrs.length), 1)
  },
  (raw, random) => {
    const attribute = random.pick(somewhere(raw, random).attrs)
    if (attribute) attribute[1] = anyValue(random)
  },
  (raw, random) => {
    const attribute = random.pick(somewhere(raw, random).attrs)
    if (attribute) attribute[1] = random.pick(TEXTS)
  },
  (raw, random) => {
    somewhere(raw, random).attrs.push([random.pick(NAMES), anyValue(random)])
  },
  (raw, random) => {
    const { attrs } = somewhere(raw, random)
    const one = random.pick(attrs)
    if (one) attrs.push([one[0], anyValue(random)])
  },
  (raw, random) => {
    const { attrs } = raw
    const [from, participant] = ['from', 'participant'].map((name) =>
      attrs.find(([each]) => each === name)
    )
    if (from && participant) [from[1], participant[1]] = [participant[1], from[1]]
    else if (from) from[1] = random.pick(FOREIGN)
  },
  (raw, random) => {
    const time = raw.attrs.find(([name]) => name === 't')
    if (time) time[1] = random.pick(NUMBERS)
  },
  (raw, random) => {
    const id = raw.attrs.find(([name]) => name === 'id')
    if (id) id[1] = random.pick(REPEATED)
  },
  (raw, random) => {
    const type = somewhere(raw, random).attrs.find(([name]) => name === 'type')
    if (type)
      type[1] = random.pick(['pkmsg', 'skmsg', 'msg', 'msmsg', 'retry', 'read', 'result', ''])
  },
  (raw, random) => {
    const here = somewhere(raw, random)
    here.content = random.pick<NonNullable<RawStanza['content']>>([
      [],
      Buffer.alloc(0),
      Buffer.alloc(1),
      Buffer.alloc(200_000, 0x33),
      { text: 'text' },
      [{ tag: 'enc', attrs: [] }],
      [{ tag: 'error', attrs: [['code', '500']] }]
    ])
  },
  (raw, random) => {
    delete somewhere(raw, random).content
  },
  (raw, random) => {
    const here = somewhere(raw, random)
    if (Buffer.isBuffer(here.content))
      here.content = here.content.subarray(0, random.below(here.content.length + 1))
  },
  (raw, random) => {
    const here = somewhere(raw, random)
    if (Array.isArray(here.content) && here.content[0])
      here.content = Array.from({ length: 2 + random.below(400) }, () =>
        random.pick(here.content as RawStanza[])
      )
  },
  (raw, random) => {
    const here = somewhere(raw, random)
    for (let depth = random.pick(DEPTHS); depth > 0; depth -= 1)
      here.content = [{ ...here, attrs: [...here.attrs] }]
  },
  (raw, random) => {
    const here = somewhere(raw, random)
    if (here !== raw)
      here.tag = random.pick(['', 'enc', 'list', 'item', 'participant', 'x'.repeat(300)])
  }
]

/** What no codec would write: cut off, or with bytes turned over. */
const damaged = (frame: Buffer, random: Random): Buffer => {
  if (random.below(2) === 0) return frame.subarray(0, 1 + random.below(frame.length))
  const copy = Buffer.from(frame)
  for (let turns = 1 + random.below(4); turns > 0; turns -= 1) {
    copy[1 + random.below(copy.length - 1)] = random.below(256)
  }
  return copy
}
