import { Trans } from '@lingui/react/macro'
import { Alert, Anchor, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, type Session } from '../../lib/api.ts'
import { usePermissions } from '../../lib/permissions.ts'
import { needsAttention } from '../../lib/session-needs.ts'

const shown_max = 5

/** What does not work as it should, with the way there. */
export const Attention = ({ sessions }: { sessions: Session[] }) => {
  const { may } = usePermissions()
  const webhooks = useQuery({
    queryKey: ['webhooks'],
    enabled: may('webhooks:read'),
    queryFn: ({ signal }) => api.listWebhooks({ limit: 100 }, { signal })
  })
  const numbers = sessions.filter(needsAttention).slice(0, shown_max)
  const switched_off = (webhooks.data?.data ?? []).filter((one) => one.disabled_reason !== null)
  if (numbers.length + switched_off.length === 0) return null
  return (
    <Stack gap="xs" component="section">
      {numbers.map((session) => (
        <Alert
          key={session.id}
          color="orange"
          variant="light"
          icon={<IconAlertTriangle />}
          title={<bdi>{session.session_name}</bdi>}
        >
          {session.status_text} {session.status_help}{' '}
          <Anchor component={Link} to="/numbers" search={{ number: session.id } as never} size="sm">
            <Trans>Details</Trans>
          </Anchor>
        </Alert>
      ))}
      {switched_off.slice(0, shown_max).map((webhook) => (
        <Alert
          key={webhook.id}
          color="orange"
          variant="light"
          icon={<IconAlertTriangle />}
          title={<Trans>A webhook is switched off</Trans>}
        >
          <bdi dir="ltr">{webhook.url}</bdi>
        </Alert>
      ))}
    </Stack>
  )
}
