import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ContactCard } from '../../src/schemas/messages/kinds/contacts.ts'
import { readCards } from '../../src/whatsapp/vcard/read.ts'
import { writeCard } from '../../src/whatsapp/vcard/write.ts'

const card = (...lines: string[]): string =>
  ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD'].join('\n')

test('a card is written as WhatsApp reads it: lines of 75 octets, separators escaped, the number at WhatsApp beside the one shown', () => {
  const text = writeCard({
    name: {
      formatted_name: 'Hopper; Grace, Rear Admiral',
      first_name: 'Grace',
      last_name: 'Hopper'
    },
    phones: [
      { phone: '+20 100 123 4567', type: 'CELL', wa_id: '201001234567' },
      { phone: '+49 30 1', type: 'Secret line' }
    ],
    addresses: [{ street: '1 Nile\nCorniche', city: 'Cairo', country_code: 'eg', type: 'WORK' }],
    org: { company: 'Compilers, Inc.', department: 'A-0', title: 'Head' },
    birthday: '1906-12-09'
  })
  assert.deepEqual(text.split('\r\n'), [
    'BEGIN:VCARD',
    'VERSION:3.0',
    'N:Hopper;Grace;;;',
    'FN:Hopper\\; Grace\\, Rear Admiral',
    'ORG:Compilers\\, Inc.;A-0',
    'TITLE:Head',
    'TEL;type=CELL;waid=201001234567:+20 100 123 4567',
    'item1.TEL:+49 30 1',
    'item1.X-ABLabel:Secret line',
    'item2.ADR;type=WORK:;;1 Nile\\nCorniche;Cairo;;;',
    'item2.X-ABADR:eg',
    'BDAY:1906-12-09',
    'END:VCARD'
  ])
  const arabic = 'محمد بن عبد الله '.repeat(12).trim()
  const long = writeCard({ name: { formatted_name: arabic } })
  for (const line of long.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line)
  assert.equal(readCards(long, null)[0]?.name.formatted_name, arabic)
})

const whole: ContactCard = {
  name: {
    formatted_name: 'Dr. Núria 🌍 \\ "X"; Y',
    first_name: 'Núria',
    last_name: 'O;Neil',
    middle_name: 'M,',
    prefix: 'Dr.',
    suffix: 'Jr.'
  },
  phones: [
    { phone: '+34 600 000 000', type: 'HOME', wa_id: '34600000000' },
    { phone: '112', type: 'In an emergency: call' }
  ],
  emails: [{ email: 'n@example.com', type: 'WORK' }, { email: 'm@example.com' }],
  urls: [{ url: 'https://example.com/?a=1,2;b=3', type: 'Blog' }],
  addresses: [
    {
      street: '1, Rambla',
      city: 'Barcelona',
      state: 'Catalunya',
      zip: '08001',
      country: 'España',
      country_code: 'es',
      type: 'HOME'
    }
  ],
  org: { company: 'A; B', department: 'C', title: 'D' },
  birthday: '1990-02-28'
}

test('a card that was written is read as it was, whatever signs are in it', () => {
  assert.deepEqual(readCards(writeCard(whole), null), [whole])
})

/** What stands in a card, and what is read of it. */
const read: [string, string, ContactCard[]][] = [
  [
    'folded lines',
    card('FN:Gra', ' ce', 'TEL;waid=2010:+20', '\t10'),
    [{ name: { formatted_name: 'Grace' }, phones: [{ phone: '+2010', wa_id: '2010' }] }]
  ],
  [
    'labels in a line of their own, and those of Apple',
    card(
      'FN:G',
      'item1.TEL:+1',
      'item1.X-ABLabel:_$!<Other>!$_',
      'item2.TEL:+2',
      'item2.X-ABLabel:Boat'
    ),
    [
      {
        name: { formatted_name: 'G' },
        phones: [
          { phone: '+1', type: 'Other' },
          { phone: '+2', type: 'Boat' }
        ]
      }
    ]
  ],
  [
    'types in several forms, of which those that tell nothing are left out',
    card('FN:G', 'TEL;TYPE=VOICE,WORK:+1', 'TEL;type=pref;type=CELL:+2', 'TEL;HOME:+3'),
    [
      {
        name: { formatted_name: 'G' },
        phones: [
          { phone: '+1', type: 'WORK' },
          { phone: '+2', type: 'CELL' },
          { phone: '+3', type: 'HOME' }
        ]
      }
    ]
  ],
  [
    'quoted-printable of old phones, over several lines',
    card(
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;=D9=85=D8=AD=D9=85=\n=D8=AF;;;',
      'TEL;CELL:+1'
    ),
    [
      {
        name: { formatted_name: 'محمد', first_name: 'محمد' },
        phones: [{ phone: '+1', type: 'CELL' }]
      }
    ]
  ],
  [
    'several cards in one text',
    `${card('FN:A')}\r\n${card('FN:B')}`,
    [{ name: { formatted_name: 'A' } }, { name: { formatted_name: 'B' } }]
  ],
  ['no name', card('TEL:+1'), [{ name: { formatted_name: 'Shown' }, phones: [{ phone: '+1' }] }]],
  ['no card at all', 'hello\n::\n;', [{ name: { formatted_name: 'Shown' } }]],
  ['nothing', '', [{ name: { formatted_name: 'Shown' } }]],
  [
    'a card that is cut off within a quote',
    'BEGIN:VCARD\nFN:Gr\\ace\\\nTEL;type="CELL:+1\nN:;\\',
    [
      {
        name: { formatted_name: 'Grace\\', first_name: '\\' },
        phones: [{ phone: '+1', type: 'CELL' }]
      }
    ]
  ],
  [
    'far too much of everything',
    card('FN:'.padEnd(5_000, 'x'), ...Array.from({ length: 5_000 }, () => 'TEL:+1')),
    [
      {
        name: { formatted_name: 'x'.repeat(500) },
        phones: Array.from({ length: 20 }, () => ({ phone: '+1' }))
      }
    ]
  ]
]

for (const [title, text, expected] of read)
  test(`of a card with ${title} what can be read is read`, () => {
    assert.deepEqual(readCards(text, 'Shown'), expected)
  })

test('reading a card takes time that grows with its length alone', () => {
  const evil = [
    'BEGIN:VCARD'.repeat(20_000),
    `FN;${'"'.repeat(100_000)}`,
    `${';a=b'.repeat(60_000)}:`,
    `ENCODING=QUOTED-PRINTABLE${'=\n'.repeat(100_000)}`,
    'N:'.padEnd(400_000, '\\')
  ]
  for (const text of evil) assert.equal(readCards(text, 'Shown').length, 1)
})
