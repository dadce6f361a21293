import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Failed } from '../../../components/failed.tsx'
import { Guarded } from '../../../components/guarded.tsx'
import { Loaded } from '../../../components/loaded.tsx'
import { api, type Schemas } from '../../../lib/api.ts'
import { useFormat } from '../../../lib/format.ts'
import { tell } from '../../../lib/notify.ts'
import { sentenceOf } from '../../../lib/problem.ts'
import { useSearchParams } from '../../../lib/search.ts'
import { AmountLines } from '../../invoices/amount-lines.tsx'
import { KeepSessions } from './keep-sessions.tsx'
import { PayWith } from './pay-with.tsx'
import type { Terms } from './prices.ts'
import { useUsage } from './queries.ts'

type Props = {
  plan: Schemas['Plan']
  terms: Terms
  subscription: Schemas['Subscription']
  onClose: () => void
}

/** What a plan would cost now, and how it is taken. */
export const PlanPreview = (props: Props) => {
  const { plan, terms } = props
  const query = useQuery({
    queryKey: ['subscription', 'preview', plan.id, terms],
    queryFn: ({ signal }) => api.previewPlan({ plan_id: plan.id, ...terms }, { signal }),
    staleTime: 0
  })
  // A price that is not there is no failure: there are other terms.
  if (query.error && !query.data)
    return (
      <Alert color="orange" variant="light" role="alert">
        {sentenceOf(query.error)}
      </Alert>
    )
  return (
    <Loaded query={query}>
      {(preview) =>
        preview.by === 'checkout' ? (
          <Buy {...props} preview={preview} />
        ) : (
          <Take {...props} preview={preview} />
        )
      }
    </Loaded>
  )
}

type Previewed = Props & { preview: Schemas['PlanPreview'] }

const Buy = ({ plan, terms, preview }: Previewed) => {
  const format = useFormat()
  const [, change] = useSearchParams()
  const begin = useMutation({
    mutationFn: (provider: Schemas['PaymentProvider']['provider']) =>
      api.createCheckout({ provider, plan_id: plan.id, ...terms }),
    onSuccess: ({ id }) => change({ checkout: id, choose: null })
  })
  const { currency, wallet_minor, due_minor, begins_at } = preview
  const money = format.money(due_minor, currency)
  return (
    <Stack>
      <AmountLines
        {...preview}
        more={
          wallet_minor > 0
            ? [
                [<Trans key="wallet">From the wallet</Trans>, -wallet_minor],
                [<Trans key="due">Left to pay</Trans>, due_minor]
              ]
            : []
        }
      />
      <Text size="sm" c="var(--quiet)">
        <Trans>
          It begins on <bdi>{format.day(begins_at)}</bdi>, if it is paid now.
        </Trans>
      </Text>
      <PayWith
        currency={currency}
        action={<Trans>Pay {money}</Trans>}
        busy={begin.isPending}
        onPay={(provider) => begin.mutate(provider)}
      />
    </Stack>
  )
}

const Take = ({ plan, preview, subscription, onClose }: Previewed) => {
  const { t } = useLingui()
  const format = useFormat()
  const queries = useQueryClient()
  const { data: usage, error } = useUsage({ refetchOnMount: 'always' })
  const [kept, keep] = useState<string[]>([])
  const take = useMutation({
    mutationFn: () =>
      api.changePlan({ plan_id: plan.id, ...(kept.length > 0 && { keep_session_ids: kept }) }),
    onSuccess: (changed) => {
      tell(t`Saved`)
      queries.setQueryData(['subscription'], changed)
      onClose()
      return queries.invalidateQueries({ queryKey: ['subscription'] })
    }
  })
  if (error) return <Failed error={error} />
  // Which numbers stay is asked where the plan follows on what is paid: what begins at once has to fit.
  const follows = preview.begins_at === subscription.current_period_end
  const most = plan.sessions_max
  const too_many = follows && most !== null && usage !== undefined && usage.sessions.used > most
  return (
    <Stack>
      <Text size="sm">
        <Trans>
          It begins on <bdi>{format.day(preview.begins_at)}</bdi>. Nothing is to be paid now.
        </Trans>
      </Text>
      {too_many && <KeepSessions most={most} kept={kept} onChange={keep} />}
      <Group justify="flex-end">
        <Guarded needs="billing:write">
          <Button
            loading={take.isPending}
            disabled={!usage || (too_many && kept.length === 0)}
            onClick={() => take.mutate()}
          >
            <Trans>Take this plan</Trans>
          </Button>
        </Guarded>
      </Group>
    </Stack>
  )
}
