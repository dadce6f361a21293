import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Card, Group, Stack, Switch, Text, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { GatewayEvent } from '@whatsapp-saas/sdk'
import { useState } from 'react'
import { Code } from '../../components/code.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { When } from '../../components/when.tsx'
import { api } from '../../lib/api.ts'
import { useEvents } from '../../lib/live.ts'

const kept_max = 200
type Shown = Pick<GatewayEvent, 'id' | 'type' | 'created_at' | 'session_id'> & { data: unknown }

/** Events as they happen, over those that were there before. */
export const EventStream = () => {
  const { t } = useLingui()
  const [live, setLive] = useState(true)
  const [fresh, setFresh] = useState<Shown[]>([])
  const [open, setOpen] = useState<string | null>(null)
  const before = useQuery({
    queryKey: ['events'],
    queryFn: async ({ signal }) => (await api.listEvents({ limit: 50 }, { signal })).data as Shown[]
  })
  useEvents((event) => {
    if (live) setFresh((events) => [event as Shown, ...events].slice(0, kept_max))
  })
  const seen = new Set(fresh.map(({ id }) => id))
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Switch
          label={t`Live`}
          checked={live}
          onChange={({ currentTarget }) => setLive(currentTarget.checked)}
        />
        {fresh.length > 0 && (
          <Button size="xs" variant="default" onClick={() => setFresh([])}>
            <Trans>Clear</Trans>
          </Button>
        )}
      </Group>
      <Loaded query={before} height={40}>
        {(events) => {
          const all = [...fresh, ...events.filter(({ id }) => !seen.has(id))]
          if (all.length === 0)
            return (
              <Text c="var(--quiet)">
                <Trans>Nothing has happened yet. Link a number or send a message.</Trans>
              </Text>
            )
          return all.map((event) => (
            <Card key={event.id} padding="xs" radius="md">
              <UnstyledButton
                aria-expanded={open === event.id}
                onClick={() => setOpen(open === event.id ? null : event.id)}
              >
                <Group justify="space-between" wrap="nowrap">
                  <Text size="sm" ff="monospace">
                    <bdi dir="ltr">{event.type}</bdi>
                  </Text>
                  <Text size="xs" c="var(--quiet)">
                    <When at={event.created_at} />
                  </Text>
                </Group>
              </UnstyledButton>
              {open === event.id && (
                <Code label={event.type}>{JSON.stringify(event, null, 2)}</Code>
              )}
            </Card>
          ))
        }}
      </Loaded>
    </Stack>
  )
}
