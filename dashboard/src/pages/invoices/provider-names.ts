import type { I18n, MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

const translated = new Map<string, MessageDescriptor>([
  ['manual', msg`Bank transfer or cash`],
  ['bank', msg`Bank transfer`],
  ['cash', msg`Cash`],
  ['wallet', msg`Wallet`]
])
const proper = new Map([
  ['stripe', 'Stripe'],
  ['paymob', 'Paymob']
])

/** What people call the way in which something is paid. */
export const providerName = (i18n: I18n, provider: string): string => {
  const name = translated.get(provider)
  return name ? i18n._(name) : (proper.get(provider) ?? provider)
}
