import { degrees, type KindSample, only_texts } from './sample.ts'

const received = {
  out: 'no: only apps and businesses send it',
  edited: only_texts.edited
}

/** Every kind that is received only. Of these a quotation says nothing: apps show what they have. */
export const received_only: KindSample[] = [
  {
    type: 'live_location',
    content: { latitude: 30.0459, longitude: 31.2243, caption: 'on my way' },
    message: { liveLocationMessage: { ...degrees, caption: 'on my way' } },
    none: { out: received.out }
  },
  {
    type: 'product',
    content: {
      product_id: '77',
      title: 'Cup',
      price: { amount: '12.50', currency: 'EGP' },
      seller: '201001234567@s.whatsapp.net'
    },
    message: {
      productMessage: {
        product: { productId: '77', title: 'Cup', priceAmount1000: 12_500, currencyCode: 'EGP' },
        businessOwnerJid: '201001234567@s.whatsapp.net'
      }
    },
    none: received
  },
  {
    type: 'order',
    content: { order_id: '9', token: 'x', item_count: 2, title: 'Cups' },
    message: { orderMessage: { orderId: '9', token: 'x', itemCount: 2, orderTitle: 'Cups' } },
    none: received
  },
  {
    type: 'interactive',
    as: 'an answer',
    content: { type: 'list_reply', list_reply: { id: 'cup', title: 'A cup', description: 'red' } },
    message: {
      listResponseMessage: {
        title: 'A cup',
        description: 'red',
        singleSelectReply: { selectedRowId: 'cup' }
      }
    },
    none: received
  },
  {
    type: 'button',
    content: { payload: 'yes', text: 'Yes, please' },
    message: {
      templateButtonReplyMessage: { selectedId: 'yes', selectedDisplayText: 'Yes, please' }
    },
    none: received
  },
  {
    type: 'call',
    content: { video: true, outcome: 'connected', duration_s: 61 },
    message: { callLogMesssage: { isVideo: true, callOutcome: 0, durationSecs: 61 } },
    none: received
  }
].map((sample) => ({ ...sample, quoted: { conversation: '' } }))
