import { SimpleGrid, Stack } from '@mantine/core'
import { Loaded } from '../../components/loaded.tsx'
import { useSearchParams } from '../../lib/search.ts'
import { BillingDetails } from './plan/billing-details.tsx'
import { CheckoutState } from './plan/checkout-state.tsx'
import { ChoosePlan } from './plan/choose-plan.tsx'
import { Invoices } from './plan/invoices.tsx'
import { PlanCard } from './plan/plan-card.tsx'
import { useSubscription, useUsage } from './plan/queries.ts'
import { Usage } from './plan/usage.tsx'
import { Wallet } from './plan/wallet.tsx'

/** The plan, what of it is used, and the money: from the choice to the receipt. */
export const Plan = () => {
  const [{ checkout, choose }, change] = useSearchParams()
  const subscription = useSubscription()
  const usage = useUsage()
  return (
    <Stack>
      {checkout && (
        <CheckoutState
          key={checkout}
          id={checkout}
          onClose={() => change({ checkout: null, choose: null, invoice: null })}
        />
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Loaded query={subscription}>
          {(data) => <PlanCard subscription={data} onChange={() => change({ choose: 'plan' })} />}
        </Loaded>
        <Loaded query={usage}>{(data) => <Usage usage={data} />}</Loaded>
      </SimpleGrid>
      <Invoices />
      <SimpleGrid cols={{ base: 1, lg: 2 }} style={{ alignItems: 'start' }}>
        <BillingDetails />
        <Wallet />
      </SimpleGrid>
      {choose === 'plan' && subscription.data && (
        <ChoosePlan subscription={subscription.data} onClose={() => change({ choose: null })} />
      )}
    </Stack>
  )
}
