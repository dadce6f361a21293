import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack, Switch, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm } from '../../components/confirm.tsx'
import { CopyId } from '../../components/copy.tsx'
import { Facts } from '../../components/facts.tsx'
import { GuardedFields } from '../../components/guarded.tsx'
import { Sheet } from '../../components/sheet.tsx'
import { When } from '../../components/when.tsx'
import { api, type Webhook } from '../../lib/api.ts'
import { Deliveries } from './deliveries.tsx'

export const WebhookSheet = ({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) => {
  const { t } = useLingui()
  return (
    <Sheet title={<bdi dir="ltr">{webhook.url}</bdi>} onClose={onClose}>
      <Stack>
        {webhook.disabled_reason && (
          <Alert color="red" variant="light" title={t`It is switched off`}>
            {webhook.disabled_reason}
          </Alert>
        )}
        <GuardedFields needs="webhooks:write">
          <Actions webhook={webhook} onGone={onClose} />
        </GuardedFields>
        <Facts
          of={[
            [t`Id`, <CopyId key="id" id={webhook.id} />],
            [t`Events`, <bdi key="types">{webhook.event_types.join(', ')}</bdi>],
            [t`Created`, <When key="at" at={webhook.created_at} />]
          ]}
        />
        <Title order={3} size="h5">
          <Trans>Deliveries</Trans>
        </Title>
        <Deliveries webhook_id={webhook.id} />
      </Stack>
    </Sheet>
  )
}

const Actions = ({
  webhook: { id, enabled },
  onGone
}: {
  webhook: Webhook
  onGone: () => void
}) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['webhooks'] })
  const test = useMutation({ mutationFn: () => api.testWebhook({ id }), onSuccess })
  const turn = useMutation({
    mutationFn: (on: boolean) =>
      on ? api.enableWebhook({ id }) : api.updateWebhook({ id, enabled: false }),
    onSuccess
  })
  const remove = useMutation({
    mutationFn: () => api.deleteWebhook({ id }),
    onSuccess: async () => {
      onGone()
      await onSuccess()
    }
  })
  return (
    <Group>
      <Switch
        label={t`On`}
        checked={enabled}
        disabled={turn.isPending}
        onChange={({ currentTarget }) => turn.mutate(currentTarget.checked)}
      />
      <Button size="xs" loading={test.isPending} onClick={() => test.mutate()} disabled={!enabled}>
        <Trans>Send a test</Trans>
      </Button>
      <Button size="xs" variant="subtle" color="red" onClick={() => setAsking(true)}>
        <Trans>Delete</Trans>
      </Button>
      <Confirm
        opened={asking}
        title={<Trans>Delete this webhook?</Trans>}
        says={<Trans>Events are not sent there any more.</Trans>}
        action={<Trans>Delete</Trans>}
        busy={remove.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() => remove.mutate()}
      />
    </Group>
  )
}
