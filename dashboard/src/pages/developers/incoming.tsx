import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Badge, Button, Group, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { Empty } from '../../components/empty.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { When } from '../../components/when.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { usePages, useSessions } from '../../lib/queries.ts'
import { useSearchParams } from '../../lib/search.ts'
import { CreateIncoming } from './create-incoming.tsx'
import { IncomingSheet } from './incoming-sheet.tsx'

type Incoming = Schemas['IncomingWebhook']

/** Addresses that other programs post to without a key. */
export const IncomingWebhooks = () => {
  const { t, i18n } = useLingui()
  const [creating, setCreating] = useState(false)
  const [{ incoming: opened }, change] = useSearchParams()
  const list = usePages<Incoming>(['incoming-webhooks'], (asked, signal) =>
    api.listIncomingWebhooks(asked, { signal })
  )
  const create = (
    <Guarded needs="webhooks:write">
      <Button onClick={() => setCreating(true)}>
        <Trans>Create an address</Trans>
      </Button>
    </Guarded>
  )
  const shown = list.rows?.find(({ id }) => id === opened)
  const documents = `/docs/${i18n.locale === 'ar' ? 'ar' : 'en'}/incoming-webhooks`
  return (
    <>
      <Loaded query={list.loaded}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty
              title={<Trans>No incoming webhook yet</Trans>}
              says={
                <Trans>
                  A secret address for an alarm system or a form: what it posts there becomes a
                  message to one chat. <Anchor href={documents}>How it works</Anchor>
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
              <Table.ScrollContainer minWidth={620} maxHeight="none">
                <Table highlightOnHover verticalSpacing="sm">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t`State`}</Table.Th>
                      <Table.Th>{t`Name`}</Table.Th>
                      <Table.Th>{t`Number`}</Table.Th>
                      <Table.Th>{t`To`}</Table.Th>
                      <Table.Th>{t`Last used`}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {rows.map((row) => (
                      <Row
                        key={row.id}
                        incoming={row}
                        onOpen={() => change({ incoming: row.id })}
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
      {creating && <CreateIncoming onClose={() => setCreating(false)} />}
      {shown && <IncomingSheet incoming={shown} onClose={() => change({ incoming: null })} />}
    </>
  )
}

const Row = ({ incoming, onOpen }: { incoming: Incoming; onOpen: () => void }) => {
  const { data: sessions } = useSessions()
  const session = sessions?.find(({ id }) => id === incoming.session_id)
  return (
    <Table.Tr
      className="row"
      tabIndex={0}
      onClick={onOpen}
      onKeyDown={(event) => event.key === 'Enter' && onOpen()}
    >
      <Table.Td>
        <Badge variant="dot" tt="none" fw={500} color={incoming.enabled ? 'leaf' : 'red'}>
          {incoming.enabled ? <Trans>On</Trans> : <Trans>Off</Trans>}
        </Badge>
      </Table.Td>
      <Table.Td>
        <bdi>{incoming.name}</bdi>
      </Table.Td>
      <Table.Td>
        <bdi>{session?.session_name ?? incoming.session_id}</bdi>
      </Table.Td>
      <Table.Td maw={220}>
        <Text size="sm" truncate>
          <bdi dir="ltr">{incoming.to}</bdi>
        </Text>
      </Table.Td>
      <Table.Td>
        {incoming.last_used_at ? <When at={incoming.last_used_at} /> : <Trans>never</Trans>}
      </Table.Td>
    </Table.Tr>
  )
}
