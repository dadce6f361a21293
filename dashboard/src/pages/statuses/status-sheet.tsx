import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Divider, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm } from '../../components/confirm.tsx'
import { CopyId } from '../../components/copy.tsx'
import { Facts } from '../../components/facts.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Sheet } from '../../components/sheet.tsx'
import { When } from '../../components/when.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { audience_names } from './audiences.ts'
import { type OfStatus, status_keys } from './keys.ts'
import { StatusAuthor } from './status-author.tsx'
import { PostBadge } from './status-badge.tsx'
import { StatusContent } from './status-content.tsx'

/** One status of the number: what it says, who may see it, who has, and taking it away. */
export const StatusSheet = ({ session_id, id, onClose }: OfStatus & { onClose: () => void }) => {
  const query = useQuery({
    queryKey: status_keys.one(session_id, id),
    queryFn: ({ signal }) => api.getStatus({ id: session_id, status: id }, { signal })
  })
  return (
    <Sheet title={<Trans>Status</Trans>} onClose={onClose}>
      <Loaded query={query}>
        {(status) => (
          <Stack>
            {status.deleted_at === null && <StatusContent status={status} />}
            <StatusFacts status={status} />
            {status.sent_at !== null && <Viewers session_id={session_id} id={id} />}
            <TakeAway status={status} />
          </Stack>
        )}
      </Loaded>
    </Sheet>
  )
}

const StatusFacts = ({ status }: { status: Schemas['Status'] }) => {
  const { t, i18n } = useLingui()
  const format = useFormat()
  const { audience, error, sent_at, ends_at } = status
  const people = audience?.people ?? null
  return (
    <Facts
      of={[
        [t`Id`, <CopyId key="id" id={status.id} />],
        [t`State`, <PostBadge key="state" status={status} />],
        [
          t`Who may see it`,
          audience &&
            `${i18n._(audience_names[audience.type])}${people === null ? '' : ` (${format.number(people)})`}`
        ],
        [t`Posted`, sent_at && <When key="sent" at={sent_at} />],
        [t`Ends`, ends_at && status.deleted_at === null && <When key="ends" at={ends_at} />],
        [t`Error`, error && <bdi>{error.message}</bdi>]
      ]}
    />
  )
}

const Viewers = ({ session_id, id }: OfStatus) => {
  const query = useQuery({
    queryKey: status_keys.viewers(session_id, id),
    queryFn: ({ signal }) => api.listStatusViewers({ id: session_id, status: id }, { signal })
  })
  return (
    <>
      <Divider />
      <Title order={3} size="h5">
        <Trans>Seen by</Trans>
      </Title>
      <Loaded query={query} height={32}>
        {({ data }) =>
          data.length === 0 ? (
            <Text size="sm" c="var(--quiet)">
              <Trans>
                Nobody yet. People who have switched off read receipts are never listed.
              </Trans>
            </Text>
          ) : (
            <Stack gap={6}>
              {data.map(({ from, viewed_at }) => (
                <Group key={from} justify="space-between">
                  <Text size="sm">
                    <StatusAuthor address={from} />
                  </Text>
                  <Text size="sm" c="var(--quiet)">
                    <When at={viewed_at} />
                  </Text>
                </Group>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </>
  )
}

const TakeAway = ({ status }: { status: Schemas['Status'] }) => {
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const { session_id, id } = status
  const take = useMutation({
    mutationFn: () => api.deleteStatus({ id: session_id, status: id }),
    onSettled: () => {
      setAsking(false)
      return queries.invalidateQueries({ queryKey: status_keys.all(session_id) })
    }
  })
  const waits = status.status === 'queued'
  if (status.deleted_at !== null || (!waits && status.status !== 'sent')) return null
  return (
    <>
      <Divider />
      <Group>
        <Guarded needs="messages:write">
          <Button size="xs" variant="subtle" color="red" onClick={() => setAsking(true)}>
            {waits ? <Trans>Do not post it</Trans> : <Trans>Take it away</Trans>}
          </Button>
        </Guarded>
      </Group>
      <Confirm
        opened={asking}
        title={<Trans>Take this status away?</Trans>}
        says={<Trans>It is gone for everybody who can see it.</Trans>}
        action={<Trans>Take it away</Trans>}
        busy={take.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() => take.mutate()}
      />
    </>
  )
}
