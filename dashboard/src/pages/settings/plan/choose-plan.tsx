import '@mantine/core/styles/Radio.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { Group, NativeSelect, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Loaded } from '../../../components/loaded.tsx'
import { Sheet } from '../../../components/sheet.tsx'
import type { Schemas } from '../../../lib/api.ts'
import { useFormat } from '../../../lib/format.ts'
import { PlanPreview } from './plan-preview.tsx'
import { pricedIn, priceOf, type Terms } from './prices.ts'
import { usePlans } from './queries.ts'

type Plan = Schemas['Plan']
type Props = { subscription: Schemas['Subscription']; onClose: () => void }

/** The plans that can be had, and what the chosen one would cost now. */
export const ChoosePlan = ({ subscription, onClose }: Props) => {
  const plans = usePlans()
  return (
    <Sheet title={<Trans>Change the plan</Trans>} onClose={onClose}>
      <Loaded query={plans}>
        {(all) => <Choice plans={all} subscription={subscription} onClose={onClose} />}
      </Loaded>
    </Sheet>
  )
}

const Choice = ({ plans, subscription, onClose }: Props & { plans: Plan[] }) => {
  const { t } = useLingui()
  const paid = subscription.plan.prices.find(({ id }) => id === subscription.price_id)
  const currencies = pricedIn(plans)
  const [plan_id, choose] = useState<string | null>(null)
  const [terms, setTerms] = useState<Terms>({
    currency: paid?.currency ?? subscription.plan.currency,
    interval: paid?.interval ?? 'month'
  })
  const plan = plans.find(({ id }) => id === plan_id)
  return (
    <Stack>
      <Group grow>
        <NativeSelect
          label={t`Billing period`}
          value={terms.interval}
          onChange={({ currentTarget: { value } }) =>
            setTerms({ ...terms, interval: value === 'year' ? 'year' : 'month' })
          }
          data={[
            { value: 'month', label: t`Monthly` },
            { value: 'year', label: t`Yearly` }
          ]}
        />
        {currencies.length > 1 && (
          <NativeSelect
            label={t`Currency`}
            value={terms.currency}
            onChange={({ currentTarget: { value } }) => setTerms({ ...terms, currency: value })}
            data={currencies}
          />
        )}
      </Group>
      <Radio.Group label={t`Plan`} value={plan_id} onChange={choose}>
        <Stack gap="sm" mt="xs">
          {plans.map((one) => (
            <Radio
              key={one.id}
              value={one.id}
              label={
                <PlanLabel plan={one} terms={terms} is_yours={one.id === subscription.plan.id} />
              }
              description={<bdi>{one.description}</bdi>}
            />
          ))}
        </Stack>
      </Radio.Group>
      {plan && (
        <PlanPreview
          key={`${plan.id} ${terms.currency} ${terms.interval}`}
          plan={plan}
          terms={terms}
          subscription={subscription}
          onClose={onClose}
        />
      )}
    </Stack>
  )
}

const PlanLabel = (props: { plan: Plan; terms: Terms; is_yours: boolean }) => {
  const { plan, terms, is_yours } = props
  const format = useFormat()
  const price = priceOf(plan, terms)
  const { amount_minor, currency } = price ?? { amount_minor: 0, currency: terms.currency }
  return (
    <>
      <bdi>{plan.name}</bdi>
      {(price || plan.price_cents === 0) && (
        <>
          {' · '}
          <bdi>{format.money(amount_minor, currency)}</bdi>
        </>
      )}
      {is_yours && (
        <Text component="span" size="sm" c="var(--quiet)">
          {' · '}
          <Trans>your current plan</Trans>
        </Text>
      )}
    </>
  )
}
