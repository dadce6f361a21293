import type { Schemas } from '../../lib/api.ts'

const ppm_of_percent = 10_000

export const percentOf = (ppm: number): string => String(ppm / ppm_of_percent)

/** A rate as it was typed; what is no number is left to the gateway to refuse. */
const ppmOf = (typed: string): number =>
  Math.round(Number(typed.replace(',', '.')) * ppm_of_percent)

/** Who sells, as it was typed into a form. */
export const sellerOf = (form: FormData): Schemas['Seller'] => {
  const text = (name: string): string => String(form.get(name) ?? '').trim()
  return {
    name: text('name'),
    address: text('address'),
    country: text('country').toUpperCase() || null,
    tax_id: text('tax_id') || null,
    tax_name: text('tax_name'),
    tax_rate_ppm: ppmOf(text('tax_rate_ppm')),
    prefix: text('prefix'),
    payment_instructions: text('payment_instructions')
  }
}
