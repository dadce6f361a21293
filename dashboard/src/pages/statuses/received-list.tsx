import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Card, Group, SimpleGrid, Stack, Switch, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Empty } from '../../components/empty.tsx'
import { Guarded, GuardedFields } from '../../components/guarded.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { When } from '../../components/when.tsx'
import { api, type Schemas, type Session } from '../../lib/api.ts'
import { usePages } from '../../lib/queries.ts'
import { status_keys } from './keys.ts'
import { StatusAuthor } from './status-author.tsx'
import { StatusContent } from './status-content.tsx'

type Received = Schemas['ReceivedStatus']

/** What others have posted and can be seen now. */
export const ReceivedList = ({ session }: { session: Session }) => {
  const list = usePages<Received>(status_keys.received(session.id), (asked, signal) =>
    api.listReceivedStatuses({ id: session.id, ...asked }, { signal })
  )
  return (
    <Stack>
      <GuardedFields needs="sessions:write">
        <KeepThem session={session} />
      </GuardedFields>
      <Loaded query={list.loaded} height={120}>
        {(statuses) =>
          statuses.length === 0 ? (
            <Empty
              title={<Trans>No status yet</Trans>}
              says={<Trans>What people in your phone book post is shown here for 24 hours.</Trans>}
            />
          ) : (
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} style={{ alignItems: 'start' }}>
              {statuses.map((status) => (
                <ReceivedCard key={status.id} status={status} />
              ))}
            </SimpleGrid>
          )
        }
      </Loaded>
      <LoadMore query={list} />
    </Stack>
  )
}

const KeepThem = ({ session }: { session: Session }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const keep = useMutation({
    mutationFn: (received: boolean) =>
      api.updateSession({ id: session.id, statuses: { received } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['sessions'] })
  })
  return (
    <Switch
      label={t`Keep the statuses of others`}
      description={t`From now on. Nobody learns that you have seen one unless you say so.`}
      checked={keep.isPending ? keep.variables : session.statuses.received}
      onChange={(event) => keep.mutate(event.currentTarget.checked)}
    />
  )
}

const ReceivedCard = ({ status }: { status: Received }) => {
  const queries = useQueryClient()
  const { id, session_id, from, from_name, posted_at, read_at } = status
  const see = useMutation({
    mutationFn: () => api.markStatusSeen({ id: session_id, status: id }),
    onSettled: () => queries.invalidateQueries({ queryKey: status_keys.received(session_id) })
  })
  return (
    <Card component="article" padding="md">
      <Stack gap="sm">
        <Group justify="space-between">
          <Text fw={600} size="sm">
            <StatusAuthor address={from} name={from_name} />
          </Text>
          <Text size="xs" c="var(--quiet)">
            <When at={posted_at} />
          </Text>
        </Group>
        <StatusContent status={status} />
        <Group justify="flex-end">
          {read_at === null ? (
            <Guarded needs="messages:write">
              <Button
                size="xs"
                variant="default"
                loading={see.isPending}
                onClick={() => see.mutate()}
              >
                <Trans>Tell that you have seen it</Trans>
              </Button>
            </Guarded>
          ) : (
            <Badge color="leaf" variant="dot" tt="none" fw={500}>
              <Trans>Seen</Trans>
            </Badge>
          )}
        </Group>
      </Stack>
    </Card>
  )
}
