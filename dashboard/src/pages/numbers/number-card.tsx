import { Trans } from '@lingui/react/macro'
import { Alert, Button, Card, Group, Stack, Text } from '@mantine/core'
import { memo } from 'react'
import { SessionBadge } from '../../components/badges.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { Phone } from '../../components/phone.tsx'
import { When } from '../../components/when.tsx'
import type { Session } from '../../lib/api.ts'
import { usePermissions } from '../../lib/permissions.ts'
import { needsLink } from '../../lib/session-needs.ts'
import { NumberMenu } from './number-menu.tsx'

type Props = {
  session: Session
  /** Its place among all numbers, of which some are not in the page. */
  place: number
  of: number
  onLink: (id: string) => void
  onOpen: (id: string) => void
}

/** Drawn again only when its number has changed. */
export const NumberCard = memo((props: Props) => {
  const { session } = props
  const { may } = usePermissions()
  return (
    <Card
      component="article"
      aria-label={session.session_name}
      aria-posinset={props.place}
      aria-setsize={props.of}
    >
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
          {may('sessions:write') && <NumberMenu session={session} />}
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
            <Guarded needs="sessions:write">
              <Button size="xs" onClick={() => props.onLink(session.id)}>
                <Trans>Link</Trans>
              </Button>
            </Guarded>
          )}
          <Button size="xs" variant="default" onClick={() => props.onOpen(session.id)}>
            <Trans>Details</Trans>
          </Button>
        </Group>
      </Stack>
    </Card>
  )
})
