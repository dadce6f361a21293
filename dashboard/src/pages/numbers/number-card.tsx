import { Trans } from '@lingui/react/macro'
import { Alert, Button, Card, Group, Stack, Text } from '@mantine/core'
import { SessionBadge } from '../../components/badges.tsx'
import { Phone } from '../../components/phone.tsx'
import { When } from '../../components/when.tsx'
import type { Session } from '../../lib/api.ts'
import { needsLink } from '../../lib/session-needs.ts'
import { NumberMenu } from './number-menu.tsx'

export const NumberCard = (props: { session: Session; onLink: () => void; onOpen: () => void }) => {
  const { session } = props
  return (
    <Card component="article" aria-label={session.session_name}>
      <Stack gap="sm" h="100%">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <div style={{ minWidth: 0 }}>
            <Text fw={600} truncate>
              <bdi>{session.session_name}</bdi>
            </Text>
            <Text size="sm" c="var(--quiet)" truncate>
              {session.phone_number ? (
                <Phone number={session.phone_number} />
              ) : (
                <Trans>Not linked yet</Trans>
              )}
              {session.push_name && (
                <>
                  {' · '}
                  <bdi>{session.push_name}</bdi>
                </>
              )}
            </Text>
          </div>
          <NumberMenu session={session} />
        </Group>
        <Group gap="xs">
          <SessionBadge status={session.status} />
          <Text size="xs" c="var(--quiet)">
            <When at={session.status_since} />
          </Text>
        </Group>
        {session.status_text && session.status !== 'connected' && (
          <Text size="sm" c="var(--quiet)">
            {session.status_text} {session.status_help}
          </Text>
        )}
        {session.limited && (
          <Alert color="orange" variant="light" p="xs">
            <Trans>WhatsApp limits this number for now.</Trans>
          </Alert>
        )}
        <Group gap="xs" mt="auto">
          {needsLink(session) && (
            <Button size="xs" onClick={props.onLink}>
              <Trans>Link</Trans>
            </Button>
          )}
          <Button size="xs" variant="default" onClick={props.onOpen}>
            <Trans>Details</Trans>
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}
