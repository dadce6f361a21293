import { Trans, useLingui } from '@lingui/react/macro'
import { Card, Group, Progress, Stack, Text, Title } from '@mantine/core'
import type { Schemas } from '../../../lib/api.ts'
import { bytesText, useFormat } from '../../../lib/format.ts'

/** From this share on a bar warns, as the mails and events about quotas do. */
const nearly = 0.8

/** What of the plan is used up. */
export const Usage = ({ usage }: { usage: Schemas['SubscriptionUsage'] }) => {
  const { t } = useLingui()
  const format = useFormat()
  const { number } = format
  const rows = [
    [t`Messages`, usage.messages, number],
    [t`Numbers`, usage.sessions, number],
    [t`Webhooks`, usage.webhooks, number],
    [t`API keys`, usage.api_keys, number],
    [t`Members of the team`, usage.members, number],
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
