import { Trans, useLingui } from '@lingui/react/macro'
import { Card, Group, Progress, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Facts } from '../../components/facts.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'

export const Plan = () => {
  const subscription = useQuery({
    queryKey: ['subscription'],
    queryFn: ({ signal }) => api.getSubscription({}, { signal })
  })
  const usage = useQuery({
    queryKey: ['subscription', 'usage'],
    queryFn: ({ signal }) => api.getSubscriptionUsage({}, { signal })
  })
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <Loaded query={subscription}>{(data) => <PlanCard subscription={data} />}</Loaded>
      <Loaded query={usage}>{(data) => <UsageOf usage={data} />}</Loaded>
    </SimpleGrid>
  )
}

const PlanCard = ({ subscription }: { subscription: Schemas['Subscription'] }) => {
  const { t } = useLingui()
  const format = useFormat()
  const { plan } = subscription
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
        <Facts
          of={[
            [t`Price of a month`, format.money(plan.price_cents, plan.currency)],
            [t`This period ends`, format.day(subscription.current_period_end)],
            [
              t`Requests a minute`,
              plan.requests_per_minute_max === null
                ? t`no limit`
                : format.number(plan.requests_per_minute_max)
            ]
          ]}
        />
      </Stack>
    </Card>
  )
}

const UsageOf = ({ usage }: { usage: Schemas['SubscriptionUsage'] }) => {
  const { t } = useLingui()
  const format = useFormat()
  const rows = [
    [t`Messages`, usage.messages],
    [t`Numbers`, usage.sessions],
    [t`Webhooks`, usage.webhooks],
    [t`API keys`, usage.api_keys]
  ] as const
  return (
    <Card component="section">
      <Stack>
        <Title order={2} size="h4">
          <Trans>Usage of this period</Trans>
        </Title>
        {rows.map(([name, { used, limit }]) => (
          <div key={name}>
            <Group justify="space-between" mb={4}>
              <Text size="sm">{name}</Text>
              <Text size="sm" c="var(--quiet)">
                {limit === null ? (
                  <Trans>{format.number(used)}, no limit</Trans>
                ) : (
                  <Trans>
                    {format.number(used)} of {format.number(limit)}
                  </Trans>
                )}
              </Text>
            </Group>
            <Progress
              aria-label={name}
              value={limit === null || limit === 0 ? 0 : Math.min(100, (used / limit) * 100)}
            />
          </div>
        ))}
      </Stack>
    </Card>
  )
}
