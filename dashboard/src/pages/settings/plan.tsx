import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Card, Group, Progress, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Facts } from '../../components/facts.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { bytesText, useFormat } from '../../lib/format.ts'

/** From this share on a bar warns, as the mails and events about quotas do. */
const nearly = 0.8

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
  const { plan, limits } = subscription
  const orNone = (limit: number | null): string =>
    limit === null ? t`no limit` : format.number(limit)
  const days = (count: number): string => t`${plural(count, { one: '# day', other: '# days' })}`
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
            [t`Requests a minute`, orNone(limits.requests_per_minute_max)],
            [t`Messages a minute`, orNone(limits.messages_per_minute_max)],
            [t`Files are kept`, days(limits.media_days)],
            [
              t`Messages are kept`,
              limits.message_days === null ? t`no limit` : days(limits.message_days)
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
  const { number } = format
  const rows = [
    [t`Messages`, usage.messages, number],
    [t`Numbers`, usage.sessions, number],
    [t`Webhooks`, usage.webhooks, number],
    [t`API keys`, usage.api_keys, number],
    [t`Files`, usage.media_bytes, bytesText]
  ] as const
  return (
    <Card component="section">
      <Stack>
        <Title order={2} size="h4">
          <Trans>Usage of this period</Trans>
        </Title>
        {rows.map(([name, { used, limit }, shown]) => (
          <div key={name}>
            <Group justify="space-between" mb={4}>
              <Text size="sm">{name}</Text>
              <Text size="sm" c="var(--quiet)">
                {limit === null ? (
                  <Trans>
                    <bdi>{shown(used)}</bdi>, no limit
                  </Trans>
                ) : (
                  <Trans>
                    <bdi>{shown(used)}</bdi> of <bdi>{shown(limit)}</bdi>
                  </Trans>
                )}
              </Text>
            </Group>
            <Progress
              aria-label={name}
              color={limit !== null && used >= limit * nearly ? 'orange' : 'leaf'}
              value={limit === null || limit === 0 ? 0 : Math.min(100, (used / limit) * 100)}
            />
          </div>
        ))}
        <Text size="sm" c="var(--quiet)">
          <Trans>
            Messages are counted anew from <bdi>{format.day(usage.period_end)}</bdi>. What is beyond
            a limit is refused until then, or until the plan is a larger one.
          </Trans>
        </Text>
      </Stack>
    </Card>
  )
}
