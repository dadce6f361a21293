import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  asked_words_max,
  askedWords,
  readableText,
  wordsOf
} from '../../src/domain/search-words.ts'

/** Whether a text with these words is found by what is asked, as the index decides it. */
const finds = (text: string, asked: string): boolean => {
  const words = wordsOf(text)
  const wanted = askedWords(asked)
  return (
    wanted.length > 0 &&
    wanted.every(({ word, begins }) =>
      begins ? words.some((one) => one.startsWith(word)) : words.includes(word)
    )
  )
}

const found: [text: string, asked: string][] = [
  ['The invoice is attached', 'invoice'],
  ['The invoice is attached', 'INVO'],
  ['The invoice is attached', 'attached the'],
  ['Crème brûlée', 'creme brulee'],
  ['creme brulee', 'Crème'],
  ['السَّلامُ عَلَيْكُم', 'السلام'],
  ['السلام عليكم', 'السَّلام عليكُم'],
  ['مدرسة', 'مدرسه'],
  ['أحمد', 'احمد'],
  ['کتاب', 'كتاب'],
  ['شـــكرا', 'شكرا'],
  ['الفاتورة رقم ٤٧', '47'],
  ['invoice 47', '٤٧'],
  ['Straße 12', 'strasse 12'.replace('ss', 'ß')],
  ['ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
  ['İstanbul', 'istanbul'],
  ['Łódź', 'lodz'],
  ['Счёт за июль', 'счет'],
  ['שָׁלוֹם', 'שלום'],
  ['東京都に住んでいます', '京都'],
  ['東京都に住んでいます', '都'],
  ['東京都に住んでいます', '住んで'],
  ['ｶﾀｶﾅ', 'カタカナ'],
  ['สวัสดีครับ', 'สวัสดี'],
  ['안녕하세요', '안녕'],
  ['iPhone15手机', '手机'],
  ['iPhone15手机', 'iphone15'],
  ['Done 👍🏽', '👍'],
  ['see https://example.com/offers', 'example'],
  ["l'été", 'ete'],
  ['नमस्ते दुनिया', 'नमस्ते']
]
const not_found: [text: string, asked: string][] = [
  ['The invoice is attached', 'voice'],
  ['The invoice is attached', 'invoice paid'],
  ['東京都', '都東'],
  ['東京', '大阪'],
  ['invoice 47', '7'],
  ['anything', ''],
  ['anything', ' .,-!?'],
  ['', 'anything']
]

test('a text is found by the beginnings of its words, in any script and however they are accented', () => {
  for (const [text, asked] of found) assert.ok(finds(text, asked), `${text} by ${asked}`)
  for (const [text, asked] of not_found) assert.ok(!finds(text, asked), `${text} by ${asked}`)
})

test('no text has words without end', () => {
  const long = 'x'.repeat(65_536)
  assert.deepEqual(wordsOf(long), ['x'.repeat(40)])
  assert.ok(finds(long, 'x'.repeat(100)))
  const many = Array.from({ length: 30_000 }, (_, nth) => `w${nth}`).join(' ')
  assert.equal(wordsOf(many).length, 2_000)
  assert.ok(wordsOf('東'.repeat(30_000)).length <= 2)
  assert.equal(askedWords(many).length, asked_words_max)
})

const contents: [content: unknown, text: string][] = [
  [{ text: { body: 'Hello', preview_url: true } }, 'Hello'],
  [{ image: { id: 'med_1', caption: 'A cat', mime_type: 'image/jpeg' } }, 'A cat'],
  [{ document: { filename: 'offer.pdf', caption: 'Our offer' } }, 'offer.pdf\nOur offer'],
  [{ location: { latitude: 1, name: 'Cairo Tower', address: 'Zamalek' } }, 'Cairo Tower\nZamalek'],
  [{ poll: { question: 'When?', options: ['Today', 'Never'] } }, 'When?\nToday\nNever'],
  [{ contacts: [{ name: { formatted_name: 'Mona' }, phones: [{ phone: '+20' }] }] }, 'Mona'],
  [{ reaction: { emoji: '👍', message_id: 'msg_1' } }, ''],
  [{}, ''],
  [null, '']
]

test('what people can read in a message counts, and nothing else of it', () => {
  for (const [content, text] of contents) assert.equal(readableText(content), text)
})
