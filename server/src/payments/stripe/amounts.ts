import { decimalsOf } from '../../domain/money.ts'

/** What Stripe's documents list as currencies without decimals, where we have none either. */
const whole = new Set('BIF CLP DJF GNF JPY KMF KRW PYG RWF VND VUV XAF XOF XPF'.split(' '))
/** With three decimals, of which the last one has to be 0. */
const thousandths = new Set('BHD JOD KWD OMR TND'.split(' '))
/** Has no decimals with us, and is told to Stripe in hundredths. */
const hundredfold = new Set(['ISK'])

/** Whether amounts of the currency are the same with Stripe and with us, or can be made so: UGX and MGA cannot without a doubt. */
export const stripeTakes = (currency: string): boolean =>
  whole.has(currency) ||
  thousandths.has(currency) ||
  hundredfold.has(currency) ||
  (decimalsOf(currency) === 2 && currency !== 'MGA')

/** An amount as Stripe wants it; undefined where it cannot be said. */
export const toStripe = (amount_minor: number, currency: string): number | undefined => {
  if (!stripeTakes(currency)) return undefined
  if (thousandths.has(currency) && amount_minor % 10 !== 0) return undefined
  return hundredfold.has(currency) ? amount_minor * 100 : amount_minor
}

export const fromStripe = (amount: number, currency: string): number =>
  hundredfold.has(currency) ? Math.floor(amount / 100) : amount
