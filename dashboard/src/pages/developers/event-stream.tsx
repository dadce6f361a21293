import { Trans, useLingui } from '@lingui/react/macro'
import { Card, Group, Stack, Switch, Text, UnstyledButton } from '@mantine/core'
import type { GatewayEvent } from '@whatsapp-saas/sdk'
import { useState } from 'react'
import { Code } from '../../components/code.tsx'
import { Empty } from '../../components/empty.tsx'
import { When } from '../../components/when.tsx'
import { useRecentEvents } from '../../lib/live.ts'

/** Events as they happen, newest first. Switched off, the list stays as it is. */
export const EventStream = () => {
  const { t } = useLingui()
  const recent = useRecentEvents()
  const [held, setHeld] = useState<GatewayEvent[] | null>(null)
  const [open, setOpen] = useState<string | null>(null)
  const events = held ?? recent
  return (
    <Stack gap="xs">
      <Switch
        label={t`Live`}
        checked={held === null}
        onChange={({ currentTarget }) => setHeld(currentTarget.checked ? null : recent)}
      />
      {events.length === 0 && (
        <Empty
          title={<Trans>Nothing has happened yet</Trans>}
          says={
            <Trans>What happens from now on is shown here: link a number, or send a message.</Trans>
          }
        />
      )}
      {events.map((event) => (
        <EventCard
          key={event.id}
          event={event}
          open={open === event.id}
          onOpen={() => setOpen(open === event.id ? null : event.id)}
        />
      ))}
    </Stack>
  )
}

const EventCard = (props: { event: GatewayEvent; open: boolean; onOpen: () => void }) => (
  <Card padding="xs" radius="md">
    <UnstyledButton aria-expanded={props.open} onClick={props.onOpen}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" ff="monospace">
          <bdi dir="ltr">{props.event.type}</bdi>
        </Text>
        <Text size="xs" c="var(--quiet)">
          <When at={props.event.created_at} />
        </Text>
      </Group>
    </UnstyledButton>
    {props.open && <Code label={props.event.type}>{JSON.stringify(props.event, null, 2)}</Code>}
  </Card>
)
