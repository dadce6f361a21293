import { Trans } from '@lingui/react/macro'
import { Alert, Button, Group, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Guarded } from '../../../components/guarded.tsx'
import { api, type Schemas } from '../../../lib/api.ts'
import { useFormat } from '../../../lib/format.ts'
import { usePlans } from './queries.ts'

type Subscription = Schemas['Subscription']

/** What happens next of itself, where that is something else than the same again. */
export const WhatFollows = ({ subscription }: { subscription: Subscription }) => {
  const format = useFormat()
  const { status, trial_ends_at, current_period_end, next_plan_id } = subscription
  const day = format.day(current_period_end)
  if (status === 'past_due')
    return (
      <Note color="orange">
        <Trans>What was paid is over. Pay to go on: in a while nothing is sent any more.</Trans>
      </Note>
    )
  if (status === 'limited')
    return (
      <Note color="red">
        <Trans>Nothing is sent until it is paid. What comes in is kept.</Trans>
      </Note>
    )
  if (status === 'suspended' || status === 'export_offered')
    return (
      <Note color="red">
        <Trans>Your numbers are stopped until it is paid.</Trans>
      </Note>
    )
  if (subscription.cancel_at_period_end)
    return (
      <Note color="orange" plan_id={subscription.plan.id}>
        <Trans>
          Canceled: it ends on <bdi>{day}</bdi>.
        </Trans>
      </Note>
    )
  if (next_plan_id !== null)
    return (
      <Note color="blue" plan_id={subscription.plan.id}>
        <Trans>
          From <bdi>{day}</bdi> on: <NameOf plan_id={next_plan_id} />
        </Trans>
      </Note>
    )
  if (status === 'trialing' && trial_ends_at !== null)
    return (
      <Note color="blue">
        <Trans>
          The trial ends on <bdi>{format.day(trial_ends_at)}</bdi>.
        </Trans>
      </Note>
    )
  return null
}

const NameOf = ({ plan_id }: { plan_id: string }) => {
  const { data = [] } = usePlans()
  return <bdi>{data.find(({ id }) => id === plan_id)?.name ?? plan_id}</bdi>
}

/** With the present plan it can be taken back. */
const Note = (props: { color: string; plan_id?: string; children: ReactNode }) => (
  <Alert color={props.color} variant="light" p="sm">
    <Group justify="space-between">
      <Text size="sm">{props.children}</Text>
      {props.plan_id && <TakeBack plan_id={props.plan_id} />}
    </Group>
  </Alert>
)

const TakeBack = ({ plan_id }: { plan_id: string }) => {
  const queries = useQueryClient()
  const stay = useMutation({
    mutationFn: () => api.changePlan({ plan_id }),
    onSuccess: (changed) => queries.setQueryData(['subscription'], changed)
  })
  return (
    <Guarded needs="billing:write">
      <Button size="xs" variant="default" loading={stay.isPending} onClick={() => stay.mutate()}>
        <Trans>Keep this plan</Trans>
      </Button>
    </Guarded>
  )
}
