import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Divider, Group, Stack, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { MessageBadge } from '../../components/badges.tsx'
import { ChatName } from '../../components/chat-name.tsx'
import { Code } from '../../components/code.tsx'
import { ContentLine } from '../../components/content.tsx'
import { CopyId } from '../../components/copy.tsx'
import { Facts } from '../../components/facts.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Sheet } from '../../components/sheet.tsx'
import { When } from '../../components/when.tsx'
import { api, type Message } from '../../lib/api.ts'

export const MessageSheet = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const query = useQuery({
    queryKey: ['messages', id],
    queryFn: ({ signal }) => api.getMessage({ id }, { signal })
  })
  return (
    <Sheet title={<Trans>Message</Trans>} onClose={onClose}>
      <Loaded query={query}>{(message) => <Details message={message} />}</Loaded>
    </Sheet>
  )
}

const Details = ({ message }: { message: Message }) => {
  const { t } = useLingui()
  const time = (at: string | null) => at && <When at={at} />
  return (
    <Stack>
      {message.error && (
        <Alert color="red" variant="light" title={t`Why it failed`}>
          {message.error.message}
        </Alert>
      )}
      {message.waiting_reason && (
        <Alert color="blue" variant="light" title={t`It waits`}>
          {message.waiting_reason}
        </Alert>
      )}
      <div>
        <ContentLine message={message} />
      </div>
      <Actions message={message} />
      <Facts
        of={[
          [t`Id`, <CopyId key="id" id={message.id} />],
          [t`State`, <MessageBadge key="state" status={message.status} />],
          [t`With`, <ChatName key="with" message={message} />],
          [t`Accepted`, time(message.queued_at)],
          [t`Sent`, time(message.sent_at)],
          [t`Delivered`, time(message.delivered_at)],
          [t`Read`, time(message.read_at)],
          [t`Played`, time(message.played_at)],
          [t`To be sent`, time(message.send_at)],
          [t`Edited`, time(message.edited_at)],
          [t`Deleted`, time(message.deleted_at)],
          [t`Error code`, message.error?.code]
        ]}
      />
      <Divider />
      <Title order={3} size="h5">
        <Trans>As the API has it</Trans>
      </Title>
      <Code label="JSON">{JSON.stringify(message, null, 2)}</Code>
    </Stack>
  )
}

const Actions = ({ message: { id, status, direction } }: { message: Message }) => {
  const queries = useQueryClient()
  const options = {
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['messages'] }),
        queries.invalidateQueries({ queryKey: ['message-log'] })
      ])
  }
  const retry = useMutation({ mutationFn: () => api.retryMessage({ id }), ...options })
  const cancel = useMutation({ mutationFn: () => api.cancelMessage({ id }), ...options })
  if (direction === 'inbound') return null
  return (
    <Group>
      {status === 'failed' && (
        <Guarded needs="messages:write">
          <Button size="xs" loading={retry.isPending} onClick={() => retry.mutate()}>
            <Trans>Send again</Trans>
          </Button>
        </Guarded>
      )}
      {status === 'queued' && (
        <Guarded needs="messages:write">
          <Button
            size="xs"
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate()}
          >
            <Trans>Do not send</Trans>
          </Button>
        </Guarded>
      )}
    </Group>
  )
}
