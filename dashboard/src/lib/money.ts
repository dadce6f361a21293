/** Decimals of a currency in ISO 4217 where these are not two: amounts are counted in its smallest unit, as the gateway counts them. */
const decimals = new Map<string, number>(
  (
    [
      [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
      [3, 'BHD IQD JOD KWD LYD OMR TND'],
      [4, 'CLF UYW']
    ] as const
  ).flatMap(([count, codes]) => codes.split(' ').map((code): [string, number] => [code, count]))
)

export const decimalsOf = (currency: string): number => decimals.get(currency) ?? 2

/** An amount as it is typed into a field: 1250 of USD is 12.50. */
export const typedAmount = (amount_minor: number, currency: string): string =>
  (amount_minor / 10 ** decimalsOf(currency)).toFixed(decimalsOf(currency))

/** What was typed as an amount, in the smallest unit of the currency; null: it is none. */
export const minorOf = (typed: string, currency: string): number | null => {
  const [, whole, part = ''] = /^(\d{1,12})(?:[.,](\d*))?$/.exec(typed.trim()) ?? []
  const count = decimalsOf(currency)
  if (whole === undefined || part.length > count) return null
  return Number(whole + part.padEnd(count, '0'))
}
