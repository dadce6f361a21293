import { Trans } from '@lingui/react/macro'
import { Card, Progress, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '../lib/api.ts'
import { useFormat } from '../lib/format.ts'
import { usePermissions } from '../lib/permissions.ts'

/** How much of the plan is used, where it has an end. */
export const UsageCard = () => {
  const format = useFormat()
  const { may } = usePermissions()
  const { data } = useQuery({
    queryKey: ['subscription', 'usage'],
    queryFn: ({ signal }) => api.getSubscriptionUsage({}, { signal }),
    enabled: may('billing:read'),
    refetchInterval: 60_000
  })
  if (!data || data.messages.limit === null) return null
  const { used, limit } = data.messages
  const share = limit === 0 ? 1 : used / limit
  return (
    <Card padding="sm" radius="md">
      <Stack gap={6}>
        <Text size="xs" fw={600}>
          <Trans>Messages of this month</Trans>
        </Text>
        <Progress
          value={Math.min(100, share * 100)}
          color={share > 0.8 ? 'orange' : 'leaf'}
          size="sm"
          aria-label={format.percent(share)}
        />
        <Text size="xs" c="var(--quiet)">
          <Trans>
            {format.number(used)} of {format.number(limit)}
          </Trans>
        </Text>
      </Stack>
    </Card>
  )
}
