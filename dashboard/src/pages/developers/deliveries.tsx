import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Card, Group, NativeSelect, Stack, Text, UnstyledButton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { DeliveryBadge, delivery_statuses } from '../../components/badges.tsx'
import { Code } from '../../components/code.tsx'
import { CopyId } from '../../components/copy.tsx'
import { Facts } from '../../components/facts.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { When } from '../../components/when.tsx'
import { api, type Delivery, type DeliveryAttempt } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { usePages } from '../../lib/queries.ts'
import { useSearchParams } from '../../lib/search.ts'

const look_again_ms = 3_000

const isStatus = (text: string | undefined): text is Delivery['status'] =>
  text !== undefined && Object.hasOwn(delivery_statuses, text)

/** What was sent to a webhook, newest first; each opens in its place. */
export const Deliveries = ({ webhook_id }: { webhook_id: string }) => {
  const { t, i18n } = useLingui()
  const [search, change] = useSearchParams()
  const status = isStatus(search['status']) ? search['status'] : undefined
  const list = usePages<Delivery>(
    ['webhooks', webhook_id, 'deliveries', status],
    (asked, signal) =>
      api.listDeliveries({ id: webhook_id, ...asked, ...(status && { status }) }, { signal }),
    { refetchInterval: look_again_ms }
  )
  return (
    <Stack gap="xs">
      <NativeSelect
        aria-label={t`State`}
        value={status ?? ''}
        onChange={({ currentTarget }) => change({ status: currentTarget.value })}
        data={[
          { value: '', label: t`Any state` },
          ...Object.entries(delivery_statuses).map(([value, [, label]]) => ({
            value,
            label: i18n._(label)
          }))
        ]}
      />
      <Loaded query={list.loaded} height={48}>
        {(deliveries) =>
          deliveries.length === 0 ? (
            <Text size="sm" c="var(--quiet)">
              {status ? <Trans>No delivery matches</Trans> : <Trans>Nothing was sent yet</Trans>}
            </Text>
          ) : (
            deliveries.map((delivery) => (
              <DeliveryCard
                key={delivery.id}
                delivery={delivery}
                open={search['delivery'] === delivery.id}
                onOpen={(open) => change({ delivery: open ? delivery.id : null })}
              />
            ))
          )
        }
      </Loaded>
      <LoadMore query={list} />
    </Stack>
  )
}

const DeliveryCard = (props: {
  delivery: Delivery
  open: boolean
  onOpen: (open: boolean) => void
}) => {
  const { delivery, open } = props
  return (
    <Card padding="sm" radius="md">
      <UnstyledButton onClick={() => props.onOpen(!open)} aria-expanded={open} w="100%">
        <Group justify="space-between" wrap="nowrap">
          <Group gap="xs">
            <DeliveryBadge status={delivery.status} />
            <Text size="sm" ff="monospace">
              <bdi dir="ltr">{delivery.event_type}</bdi>
            </Text>
          </Group>
          <Text size="xs" c="var(--quiet)">
            <When at={delivery.created_at} />
          </Text>
        </Group>
      </UnstyledButton>
      {open && <DeliveryDetails delivery={delivery} />}
    </Card>
  )
}

const DeliveryDetails = ({ delivery }: { delivery: Delivery }) => {
  const { t } = useLingui()
  const format = useFormat()
  const queries = useQueryClient()
  const ids = { id: delivery.webhook_id, delivery_id: delivery.id }
  const { data } = useQuery({
    queryKey: ['webhooks', delivery.webhook_id, 'deliveries', 'one', delivery.id],
    queryFn: ({ signal }) => api.getDelivery(ids, { signal })
  })
  const replay = useMutation({
    mutationFn: () => api.replayDelivery(ids),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['webhooks'] })
  })
  return (
    <Stack gap="sm" mt="sm">
      <Facts
        of={[
          [t`Event`, <CopyId key="event" id={delivery.event_id} />],
          [t`Attempts`, format.number(delivery.attempts)],
          [t`Next attempt`, delivery.next_attempt_at && <When at={delivery.next_attempt_at} />],
          [t`Answer of your server`, delivery.response_status],
          [t`Time to answer`, delivery.response_ms !== null && `${delivery.response_ms} ms`],
          [t`Error`, delivery.last_error && <bdi>{delivery.last_error}</bdi>]
        ]}
      />
      {data && <Code label={t`Request`}>{JSON.stringify(data.event, null, 2)}</Code>}
      {data && data.attempt_list.length > 0 && <Attempts list={data.attempt_list} />}
      <Group>
        <Guarded needs="webhooks:write">
          <Button size="xs" loading={replay.isPending} onClick={() => replay.mutate()}>
            <Trans>Send it again</Trans>
          </Button>
        </Guarded>
      </Group>
    </Stack>
  )
}

/** What was answered at each attempt, the last one first. */
const Attempts = ({ list }: { list: DeliveryAttempt[] }) => {
  const { t } = useLingui()
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        <Trans>Attempts</Trans>
      </Text>
      {list.map((attempt) => (
        <Stack key={attempt.at} gap={4}>
          <Group gap="xs">
            <Text size="xs" c="var(--quiet)">
              <When at={attempt.at} />
            </Text>
            <Text size="xs" ff="monospace">
              <bdi dir="ltr">{`${attempt.response_status ?? '–'} · ${attempt.response_ms} ms`}</bdi>
            </Text>
          </Group>
          {attempt.error && (
            <Text size="xs">
              <bdi>{attempt.error}</bdi>
            </Text>
          )}
          {attempt.response_body && (
            <Code label={t`Answer of your server`}>{attempt.response_body}</Code>
          )}
        </Stack>
      ))}
    </Stack>
  )
}
