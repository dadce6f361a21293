import { given } from '../../given.ts'
import { decoder } from './codec.ts'
import { numberOr, textOr } from './values.ts'

export const product = decoder({
  type: 'product',
  decode: ({ productMessage: said }) => {
    const shown = said?.product
    const product_id = textOr(shown?.productId)
    if (!said || !shown || !product_id) return null
    return {
      type: 'product',
      product: {
        product_id,
        ...given({
          retailer_id: textOr(shown.retailerId),
          title: textOr(shown.title),
          description: textOr(shown.description),
          price: priceFrom(shown.priceAmount1000, shown.currencyCode),
          sale_price: priceFrom(shown.salePriceAmount1000, shown.currencyCode),
          url: textOr(shown.url),
          seller: textOr(said.businessOwnerJid),
          body: textOr(said.body),
          footer: textOr(said.footer)
        })
      }
    }
  }
})

export const order = decoder({
  type: 'order',
  decode: ({ orderMessage: said }) => {
    const order_id = textOr(said?.orderId)
    if (!said || !order_id) return null
    return {
      type: 'order',
      order: {
        order_id,
        ...given({
          token: textOr(said.token),
          item_count: numberOr(said.itemCount),
          title: textOr(said.orderTitle),
          message: textOr(said.message),
          seller: textOr(said.sellerJid),
          total: priceFrom(said.totalAmount1000, said.totalCurrencyCode)
        })
      }
    }
  }
})

type Price = { amount: string; currency?: string | undefined }

/** WhatsApp counts thousandths; two decimals are shown unless there are three. */
const priceFrom = (thousandths: unknown, currency: unknown): Price | undefined => {
  const amount = numberOr(thousandths)
  if (!amount || amount < 0) return undefined
  const decimals = amount % 10 === 0 ? 2 : 3
  return { amount: (amount / 1_000).toFixed(decimals), ...given({ currency: textOr(currency) }) }
}
