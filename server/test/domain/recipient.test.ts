import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { plainText } from '../../src/domain/plain-text.ts'
import { parseRecipient, type RecipientProblem, readRecipient } from '../../src/domain/recipient.ts'

const egypt = '201009876543@s.whatsapp.net'

const chats: Record<string, string> = {
  '+20 100 987 6543': egypt,
  '  +20.100.987.6543 ': egypt,
  '(+20) 100 987 6543': egypt,
  '0020-100-987-6543': egypt,
  '+0020 100 987 6543': egypt,
  '20/100/9876543': egypt,
  '201009876543': egypt,
  // As contacts, spreadsheets and chats give it away.
  '\u202a+20 100 987 6543\u202c': egypt,
  '\u202d+201009876543\u202c': egypt,
  '\u202e201009876543': egypt,
  '\u200e+20\u00a0100\u00a0987\u00a06543\u200f': egypt,
  '\u2066+201009876543\u2069': egypt,
  '+20\u200b100\u200d987\u20606543\ufeff': egypt,
  '+20‑100‑987‑6543': egypt,
  '+20–100—987−6543': egypt,
  '+20\u2009100\u202f9876543': egypt,
  '\t+201009876543\r\n': egypt,
  '+20\n100\n9876543': egypt,
  '٢٠١٠٠٩٨٧٦٥٤٣': egypt,
  '+٢٠ ١٠٠ ٩٨٧ ٦٥٤٣': egypt,
  '۰۰۲۰۱۰۰۹۸۷۶۵۴۳': egypt,
  '२०१००९८७६५४३': egypt,
  '＋２０１００９８７６５４３': egypt,
  'tel:+20-100-987-6543': egypt,
  'tel:+201009876543;ext=12': egypt,
  'TEL://00201009876543': egypt,
  'sms:+201009876543?body=hi': egypt,
  'whatsapp:+201009876543': egypt,
  'whatsapp://send?phone=201009876543&text=hi': egypt,
  'wa.me/201009876543': egypt,
  'wa.me/+201009876543/': egypt,
  'https://wa.me/201009876543?text=Hello%20there+all': egypt,
  'HTTPS://WWW.WA.ME/%2B201009876543': egypt,
  'https://api.whatsapp.com/send?phone=+20%20100%20987%206543&text=a': egypt,
  'https://api.whatsapp.com/send/?phone=%2B201009876543&app_absent=0': egypt,
  'https://web.whatsapp.com/send?text=x&phone=201009876543': egypt,
  '201009876543@s.whatsapp.net': egypt,
  '201009876543@S.WhatsApp.Net': egypt,
  '201009876543:12@s.whatsapp.net': egypt,
  '201009876543_1:12@s.whatsapp.net': egypt,
  '201009876543@c.us': egypt,
  '+201009876543@c.us': egypt,
  '+20 100 987-6543@c.us': egypt,
  '\u202a+201009876543@s.whatsapp.net\u202c': egypt,
  '+1 (415) 555‑2671': '14155552671@s.whatsapp.net',
  '+44 (0)20 7946 0958': '442079460958@s.whatsapp.net',
  '123456789012345@lid': '123456789012345@lid',
  '123456789012345:7@lid': '123456789012345@lid',
  '120363012345678901@g.us': '120363012345678901@g.us',
  '201001234567-1600000000@g.us': '201001234567-1600000000@g.us'
}

const problems: Record<RecipientProblem, string[]> = {
  unknown: ['', ' ', 'Ahmed', '1@example.com', 'a@g.us', '12@g.us', '+20 100 CALL ME', '1e10', '½'],
  national: ['01009876543', '0100 987 6543', '٠١٠٠٩٨٧٦٥٤٣', 'tel:5551234;phone-context=+1-914'],
  length: ['123', '+20 100 987 6543 1111 1111 1111', '+0'],
  short_link: ['https://wa.me/message/ABCDEF123', 'wa.me/qr/XYZ', 'https://wa.me/c/201009876543'],
  invitation: ['https://chat.whatsapp.com/AbCdEf'],
  user_name: ['@ahmed'],
  channel: ['120363012345678901@newsletter'],
  broadcast: ['status@broadcast', '1600000000@broadcast']
}

test('a recipient is understood in every form in which people write and paste it', () => {
  for (const [text, chat_id] of Object.entries(chats))
    assert.deepEqual(readRecipient(text), { chat_id }, JSON.stringify(text))
})

test('what stands for nobody is told why', () => {
  for (const [problem, texts] of Object.entries(problems))
    for (const text of texts)
      assert.deepEqual(readRecipient(text), { problem }, JSON.stringify(text))
})

test('the digits of every script count as digits', () => {
  let scripts = 0
  for (let code = 0; code <= 0x10ffff; code++) {
    const digit = String.fromCodePoint(code)
    if (!/\p{Nd}/u.test(digit)) continue
    const plain = plainText(digit)
    assert.match(plain, /^[0-9]$/, code.toString(16))
    // A row begins with its zero and goes on one by one.
    if (plain === '0') scripts++
    else assert.equal(Number(plainText(String.fromCodePoint(code - 1))) + 1, Number(plain))
  }
  assert.ok(scripts > 50)
})

test('whatever is given, what comes out is a chat that stands for itself', () => {
  const around = fc.constantFrom('', ' ', '\u202a', '\u200f', '\u202c', '+', '00', 'tel:', 'wa.me/')
  const after = fc.constantFrom(
    '',
    '@c.us',
    '@lid',
    '@g.us',
    '@broadcast',
    '?text=1',
    '\u202c',
    '%'
  )
  const digits = fc.array(fc.constantFrom(...'0123456789٠١٢٣４５', ' ', '-', ':'), {
    maxLength: 30
  })
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.tuple(around, digits, after).map(([a, b, c]) => a + b.join('') + c)
      ),
      (text) => {
        const chat_id = parseRecipient(text)
        if (chat_id === null) return
        assert.match(chat_id, /^\d[\d-]*@(s\.whatsapp\.net|lid|g\.us)$/)
        assert.equal(parseRecipient(chat_id), chat_id)
      }
    ),
    { numRuns: 3_000 }
  )
})
