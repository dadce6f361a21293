import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proto } from 'baileys'
import fc from 'fast-check'
import type { z } from 'zod'
import { kinds, received_kinds } from '../../../src/schemas/messages/kinds.ts'
import { contentFrom } from '../../../src/whatsapp/baileys/messages/from-whatsapp.ts'
import { clean } from '../../../src/whatsapp/clean.ts'
import { onTheWire, to } from '../../../testkit/kinds.ts'

const native = (buttonParamsJson: string) => ({ name: 'quick_reply', buttonParamsJson })

/** What arrives, and what is made of it. */
const decoded: [string, proto.IMessage, unknown][] = [
  [
    'a live location',
    {
      liveLocationMessage: {
        degreesLatitude: 1,
        degreesLongitude: 2,
        accuracyInMeters: 10,
        speedInMps: 1.5,
        degreesClockwiseFromMagneticNorth: 90,
        caption: 'On my way'
      }
    },
    {
      live_location: {
        latitude: 1,
        longitude: 2,
        accuracy_m: 10,
        speed_mps: 1.5,
        heading_degrees: 90,
        caption: 'On my way'
      }
    }
  ],
  [
    'a product',
    {
      productMessage: {
        product: {
          productId: '7',
          title: 'Tea',
          currencyCode: 'EGP',
          priceAmount1000: 12_500,
          salePriceAmount1000: 9_995
        },
        businessOwnerJid: to
      }
    },
    {
      product: {
        product_id: '7',
        title: 'Tea',
        price: { amount: '12.50', currency: 'EGP' },
        sale_price: { amount: '9.995', currency: 'EGP' },
        seller: to
      }
    }
  ],
  [
    'an order',
    {
      orderMessage: {
        orderId: '1',
        token: 'dG9r',
        itemCount: 2,
        message: 'Two please',
        totalAmount1000: 25_000,
        totalCurrencyCode: 'EGP'
      }
    },
    {
      order: {
        order_id: '1',
        token: 'dG9r',
        item_count: 2,
        message: 'Two please',
        total: { amount: '25.00', currency: 'EGP' }
      }
    }
  ],
  [
    'a button that was pressed',
    { buttonsResponseMessage: { selectedButtonId: 'yes', selectedDisplayText: 'Yes' } },
    { interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } } }
  ],
  [
    'a row that was chosen',
    {
      listResponseMessage: {
        title: 'Tea',
        description: 'Green',
        singleSelectReply: { selectedRowId: 'tea' }
      }
    },
    {
      interactive: {
        type: 'list_reply',
        list_reply: { id: 'tea', title: 'Tea', description: 'Green' }
      }
    }
  ],
  [
    'a form that was filled in',
    {
      interactiveResponseMessage: {
        body: { text: 'Sent' },
        nativeFlowResponseMessage: { name: 'flow', paramsJson: '{"a":1}', version: 3 }
      }
    },
    {
      interactive: {
        type: 'nfm_reply',
        nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"a":1}' }
      }
    }
  ],
  [
    'a button of ours that was pressed',
    {
      interactiveResponseMessage: {
        body: { text: 'Yes' },
        nativeFlowResponseMessage: { name: 'quick_reply', paramsJson: '{"id":"yes"}', version: 3 }
      }
    },
    { interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } } }
  ],
  [
    'a row of ours that was chosen',
    {
      interactiveResponseMessage: {
        body: { text: 'Tea' },
        nativeFlowResponseMessage: { name: 'menu_options', paramsJson: '{"id":"t"}', version: 3 }
      }
    },
    { interactive: { type: 'list_reply', list_reply: { id: 't', title: 'Tea' } } }
  ],
  [
    'a button of a template',
    { templateButtonReplyMessage: { selectedId: 'stop', selectedDisplayText: 'Stop' } },
    { button: { payload: 'stop', text: 'Stop' } }
  ],
  [
    'a template of a business',
    {
      templateMessage: {
        hydratedTemplate: {
          hydratedTitleText: 'Code',
          hydratedContentText: '123456',
          hydratedButtons: [
            { quickReplyButton: { id: 'a', displayText: 'A' } },
            { urlButton: { url: 'https://a.example', displayText: 'B' } }
          ]
        }
      }
    },
    {
      interactive: {
        type: 'button',
        header: { type: 'text', text: 'Code' },
        body: { text: '123456' },
        choices: [
          { id: 'a', title: 'A' },
          { id: 'https://a.example', title: 'B' }
        ]
      }
    }
  ],
  [
    'buttons of a business in a wrapping, one of which cannot be read',
    {
      viewOnceMessage: {
        message: {
          interactiveMessage: {
            body: { text: 'Well?' },
            nativeFlowMessage: {
              buttons: [native('{"id":"y","display_text":"Yes"}'), native('{'), native('7')]
            }
          }
        }
      }
    },
    {
      interactive: {
        type: 'button',
        body: { text: 'Well?' },
        choices: [{ id: 'y', title: 'Yes' }, { title: 'quick_reply' }, { title: 'quick_reply' }]
      }
    }
  ],
  [
    'a list of a business',
    {
      listMessage: {
        title: 'Menu',
        description: 'Choose',
        sections: [{ title: 'Drinks', rows: [{ rowId: 't', title: 'Tea', description: 'Green' }] }]
      }
    },
    {
      interactive: {
        type: 'list',
        header: { type: 'text', text: 'Menu' },
        body: { text: 'Choose' },
        choices: [{ id: 't', title: 'Tea', description: 'Green' }]
      }
    }
  ],
  [
    'a call that was missed',
    {
      callLogMesssage: { isVideo: true, callOutcome: 1, participants: [{ jid: to }, { jid: '' }] }
    },
    { call: { video: true, outcome: 'missed', participants: [to] } }
  ]
]

for (const [title, message, expected] of decoded)
  test(`${title} is read`, () => {
    const content = contentFrom(onTheWire(message))
    const [type] = Object.keys(expected as object)
    assert.deepEqual(content, { type, ...(expected as object) })
    const all: { type: string; shown: z.ZodType }[] = [...kinds, ...received_kinds]
    const shown = all.find((kind) => kind.type === type)?.shown
    assert.deepEqual(shown?.parse(content?.[type as never]), content?.[type as never])
  })

const members = [
  ['productMessage', 'ProductMessage'],
  ['orderMessage', 'OrderMessage'],
  ['listMessage', 'ListMessage'],
  ['buttonsMessage', 'ButtonsMessage'],
  ['templateMessage', 'TemplateMessage'],
  ['interactiveMessage', 'InteractiveMessage'],
  ['interactiveResponseMessage', 'InteractiveResponseMessage'],
  ['listResponseMessage', 'ListResponseMessage'],
  ['callLogMesssage', 'CallLogMessage'],
  ['liveLocationMessage', 'LiveLocationMessage'],
  ['contactMessage', 'ContactMessage'],
  ['contactsArrayMessage', 'ContactsArrayMessage'],
  ['groupInviteMessage', 'GroupInviteMessage'],
  ['pollCreationMessage', 'PollCreationMessage'],
  ['pollUpdateMessage', 'PollUpdateMessage'],
  ['eventMessage', 'EventMessage'],
  ['encEventResponseMessage', 'EncEventResponseMessage'],
  ['extendedTextMessage', 'ExtendedTextMessage']
] as const

test('whatever bytes a stranger puts into a message of these kinds, something is read of it or nothing, and it fits its schema', () => {
  const kinds = new Map(received_kinds.map((kind) => [kind.type as string, kind.shown]))
  fc.assert(
    fc.property(
      fc.constantFrom(...members),
      fc.uint8Array({ maxLength: 200 }),
      ([name, type], bytes) => {
        let inner: object
        try {
          inner = proto.Message[type].decode(bytes)
        } catch {
          return
        }
        const content = contentFrom(proto.Message.create({ [name]: inner }))
        if (content) kinds.get(content.type)?.parse(clean(content)[content.type as never])
      }
    ),
    { numRuns: 3_000 }
  )
})
