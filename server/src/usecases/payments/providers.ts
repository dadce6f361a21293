import type { Tenant } from '../../domain/tenant.ts'
import { type ProviderName, provider_names } from '../../payments/contract.ts'
import { providerTakes } from '../../payments/open.ts'
import { readSettings } from '../../store/installation/settings.ts'
import type { Deps } from '../deps.ts'

export type ShownProvider = { provider: ProviderName; has_page: boolean }

/** Whether something can be paid through a provider here. Bank and cash are always there. */
export const isSetUp = (deps: Deps, name: ProviderName): boolean =>
  name === 'manual' || deps.payment_verifiers.has(name)

/** Through whom something can be paid now, in a currency if one is named. Nobody sells anything before it is said who does. */
export const listProviders = (
  deps: Deps,
  tenant: Tenant,
  currency: string | undefined
): Promise<ShownProvider[]> =>
  deps.db.withTenant(tenant, async (tx) => {
    const { seller } = await readSettings(tx)
    if (!seller) return []
    return provider_names
      .filter((name) => isSetUp(deps, name))
      .filter((name) => currency === undefined || providerTakes(name, currency))
      .map((provider) => ({ provider, has_page: provider !== 'manual' }))
  })
