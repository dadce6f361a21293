import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Group, Table } from '@mantine/core'
import { useState } from 'react'
import { Empty } from '../../components/empty.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { api, type Webhook } from '../../lib/api.ts'
import { usePages, useSessions } from '../../lib/queries.ts'
import { useSearchParams } from '../../lib/search.ts'
import { CreateWebhook } from './create-webhook.tsx'
import { WebhookSheet } from './webhook-sheet.tsx'

export const Webhooks = () => {
  const { t } = useLingui()
  const [creating, setCreating] = useState(false)
  const [search, change] = useSearchParams()
  const list = usePages<Webhook>(['webhooks', 'list'], (asked, signal) =>
    api.listWebhooks(asked, { signal })
  )
  const create = (
    <Guarded needs="webhooks:write">
      <Button onClick={() => setCreating(true)}>
        <Trans>Create a webhook</Trans>
      </Button>
    </Guarded>
  )
  const shown = list.rows?.find(({ id }) => id === search['webhook'])
  return (
    <>
      <Loaded query={list.loaded}>
        {(webhooks) =>
          webhooks.length === 0 ? (
            <Empty
              title={<Trans>No webhook yet</Trans>}
              says={
                <Trans>
                  Your server is told of every event as it happens: signed, in order if you like,
                  and again until it is taken.
                </Trans>
              }
            >
              {create}
            </Empty>
          ) : (
            <>
              <Group justify="flex-end" mb="sm">
                {create}
              </Group>
              <Table.ScrollContainer minWidth={560} maxHeight="none">
                <Table highlightOnHover verticalSpacing="sm">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t`State`}</Table.Th>
                      <Table.Th>{t`Address`}</Table.Th>
                      <Table.Th>{t`Number`}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {webhooks.map((webhook) => (
                      <WebhookRow
                        key={webhook.id}
                        webhook={webhook}
                        onOpen={() => change({ webhook: webhook.id })}
                      />
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            </>
          )
        }
      </Loaded>
      <LoadMore query={list} />
      {creating && <CreateWebhook onClose={() => setCreating(false)} />}
      {shown && (
        <WebhookSheet
          webhook={shown}
          onClose={() => change({ webhook: null, delivery: null, status: null })}
        />
      )}
    </>
  )
}

const WebhookRow = ({ webhook, onOpen }: { webhook: Webhook; onOpen: () => void }) => {
  const { data: sessions } = useSessions()
  const session = sessions?.find(({ id }) => id === webhook.session_id)
  return (
    <Table.Tr
      className="row"
      tabIndex={0}
      onClick={onOpen}
      onKeyDown={(event) => event.key === 'Enter' && onOpen()}
    >
      <Table.Td>
        <Badge variant="dot" tt="none" fw={500} color={webhook.enabled ? 'leaf' : 'red'}>
          {webhook.enabled ? <Trans>On</Trans> : <Trans>Off</Trans>}
        </Badge>
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <bdi dir="ltr">{webhook.url}</bdi>
      </Table.Td>
      <Table.Td>
        {webhook.session_id === null ? (
          <Trans>All numbers</Trans>
        ) : (
          <bdi>{session?.session_name ?? webhook.session_id}</bdi>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
