import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm } from '../../../components/confirm.tsx'
import { Facts } from '../../../components/facts.tsx'
import { Guarded } from '../../../components/guarded.tsx'
import { api, type Schemas } from '../../../lib/api.ts'
import { useFormat } from '../../../lib/format.ts'
import { WhatFollows } from './what-follows.tsx'

type Props = { subscription: Schemas['Subscription']; onChange: () => void }

export const PlanCard = ({ subscription, onChange }: Props) => {
  const { plan, price_id, cancel_at_period_end } = subscription
  return (
    <Card component="section">
      <Stack>
        <div>
          <Title order={2} size="h4">
            <bdi>{plan.name}</bdi>
          </Title>
          <Text size="sm" c="var(--quiet)">
            <bdi>{plan.description}</bdi>
          </Text>
        </div>
        <WhatFollows subscription={subscription} />
        <PlanFacts subscription={subscription} />
        <Group>
          <Button onClick={onChange}>
            <Trans>Change the plan</Trans>
          </Button>
          {price_id !== null && !cancel_at_period_end && (
            <CancelPlan ends_at={subscription.current_period_end} />
          )}
        </Group>
      </Stack>
    </Card>
  )
}

/** The price at which it is paid; null where it costs nothing, or has ended since. */
const paidPrice = ({ plan, price_id }: Schemas['Subscription']): Schemas['PlanPrice'] | null =>
  plan.prices.find(({ id }) => id === price_id) ?? null

const PlanFacts = ({ subscription }: { subscription: Schemas['Subscription'] }) => {
  const { t } = useLingui()
  const format = useFormat()
  const { plan, limits, price_id, next_plan_id, cancel_at_period_end } = subscription
  const orNone = (limit: number | null): string =>
    limit === null ? t`no limit` : format.number(limit)
  const days = (count: number): string => t`${plural(count, { one: '# day', other: '# days' })}`
  const paid = paidPrice(subscription)
  const has_ended = price_id !== null && paid === null
  const { amount_minor, currency } = paid ?? {
    amount_minor: plan.price_cents,
    currency: plan.currency
  }
  const price = has_ended ? null : format.money(amount_minor, currency)
  const ends = format.day(subscription.current_period_end)
  const goes_on = price_id !== null && next_plan_id === null && !cancel_at_period_end
  return (
    <Facts
      of={[
        [paid?.interval === 'year' ? t`Price per year` : t`Price per month`, price],
        [t`This period ends`, ends],
        [t`Next invoice, before tax`, goes_on && paid && `${price} · ${ends}`],
        [t`Requests a minute`, orNone(limits.requests_per_minute_max)],
        [t`Messages a minute`, orNone(limits.messages_per_minute_max)],
        [t`Files are kept`, days(limits.media_days)],
        [
          t`Messages are kept`,
          limits.message_days === null ? t`no limit` : days(limits.message_days)
        ]
      ]}
    />
  )
}

const CancelPlan = ({ ends_at }: { ends_at: string }) => {
  const format = useFormat()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const cancel = useMutation({
    mutationFn: () => api.cancelSubscription({}),
    onSuccess: (changed) => queries.setQueryData(['subscription'], changed),
    onSettled: () => setAsking(false)
  })
  return (
    <>
      <Guarded needs="billing:write">
        <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
          <Trans>Cancel the plan</Trans>
        </Button>
      </Guarded>
      <Confirm
        opened={asking}
        title={<Trans>Cancel the plan?</Trans>}
        says={
          <Trans>
            All goes on until <bdi>{format.day(ends_at)}</bdi>, and no invoice follows. Then nothing
            is sent any more. Until that day you can take it back.
          </Trans>
        }
        action={<Trans>Cancel at the end of the period</Trans>}
        busy={cancel.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() => cancel.mutate()}
      />
    </>
  )
}
