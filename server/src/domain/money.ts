/**
 * Money is a whole number of the smallest units of its currency (`amount_minor`) and the code of that currency. How many of them
 * make one is different for each: 100 cents, 1,000 fils, 1 yen. Nothing here counts with fractions of a number.
 */
export type Money = { amount_minor: number; currency: string }

/** How many decimals a currency has in ISO 4217, where these are not two. */
const decimals = new Map<string, number>([
  ...of(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  ...of(3, 'BHD IQD JOD KWD LYD OMR TND'),
  ...of(4, 'CLF UYW')
])

function of(count: number, codes: string): [string, number][] {
  return codes.split(' ').map((code) => [code, count])
}

/** Currencies that have decimals in ISO 4217 and are paid in whole units all the same. */
const sold_whole = new Set(['IDR'])

const known = new Set(Intl.supportedValuesOf('currency'))

/** The most that one amount may be. Sums and products of such amounts are counted exactly. */
export const amount_max = 1_000_000_000_000

export const isCurrency = (code: string): boolean => known.has(code)

/** How many decimals amounts of the currency have. */
export const decimalsOf = (currency: string): number => decimals.get(currency) ?? 2

/** What every price in this currency is a multiple of, in its smallest units. */
export const stepOf = (currency: string): number =>
  sold_whole.has(currency) ? 10 ** decimalsOf(currency) : 1

/** The amount as a decimal number: 12345 of KWD is 12.345, of USD 123.45, of JPY 12345. */
export const toDecimal = ({ amount_minor, currency }: Money): string => {
  const count = decimalsOf(currency)
  const digits = String(Math.abs(amount_minor)).padStart(count + 1, '0')
  const sign = amount_minor < 0 ? '-' : ''
  if (count === 0) return sign + digits
  return `${sign}${digits.slice(0, -count)}.${digits.slice(-count)}`
}

/** The amount as people of this language write it. */
export const formatMoney = (money: Money, locale: string): string =>
  new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: decimalsOf(money.currency),
    maximumFractionDigits: decimalsOf(money.currency)
  }).format(toDecimal(money) as Intl.StringNumericLiteral)

/** `amount × numerator ÷ denominator`, exactly, rounded to the nearest whole number; half of one goes away from zero. */
export const scaled = (amount: number, numerator: number, denominator: number): number => {
  const [top, bottom] = [BigInt(amount) * BigInt(numerator), BigInt(denominator)]
  if (bottom <= 0n) throw new RangeError('the denominator is not above zero')
  const twice = (top < 0n ? -top : top) * 2n + bottom
  const rounded = twice / (bottom * 2n)
  return Number(top < 0n ? -rounded : rounded)
}

/**
 * Splits an amount by weights into whole parts whose sum is the amount. Each part is rounded down, and what is left goes, one by one,
 * to those that lost most (the first of equals).
 */
export const split = (amount: number, weights: readonly number[]): number[] => {
  if (amount < 0) return split(-amount, weights).map((part) => (part === 0 ? 0 : -part))
  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n)
  if (sum <= 0n || weights.some((weight) => weight < 0))
    throw new RangeError('the weights are not above zero')
  const shares = weights.map((weight, at) => {
    const top = BigInt(amount) * BigInt(weight)
    return { at, part: top / sum, rest: top % sum }
  })
  const given = shares.reduce((total, { part }) => total + part, 0n)
  const by_loss = shares.toSorted((a, b) =>
    b.rest > a.rest ? 1 : b.rest < a.rest ? -1 : a.at - b.at
  )
  for (const share of by_loss.slice(0, Number(BigInt(amount) - given))) share.part += 1n
  return shares.map(({ part }) => Number(part))
}

/**
 * What is left of a price that was paid for a period, at a moment within it. What was used and what is left add up to the price.
 */
export const prorated = (
  amount: number,
  period: { start: Date; end: Date },
  at: Date
): { used: number; left: number } => {
  const [start, end] = [period.start.getTime(), period.end.getTime()]
  const now = Math.min(Math.max(at.getTime(), start), end)
  const [used = 0, left = 0] = split(amount, [now - start, end - now])
  return { used, left }
}

/** Tax on a net amount. The rate is in parts per million: 140000 is 14 %. */
export const taxOn = (net: number, rate_ppm: number): number => scaled(net, rate_ppm, 1_000_000)
