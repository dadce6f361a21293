import { Trans, useLingui } from '@lingui/react/macro'
import { Table, Text } from '@mantine/core'
import { ContentLine } from '../../components/content.tsx'
import { Empty } from '../../components/empty.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { When } from '../../components/when.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { usePages } from '../../lib/queries.ts'
import { status_keys } from './keys.ts'
import { PostBadge } from './status-badge.tsx'

type Status = Schemas['Status']
type Props = { session_id: string; onOpen: (id: string) => void }

/** What was posted, newest first. */
export const PostedList = ({ session_id, onOpen }: Props) => {
  const { t } = useLingui()
  const list = usePages<Status>(status_keys.posted(session_id), (asked, signal) =>
    api.listStatuses({ id: session_id, ...asked }, { signal })
  )
  return (
    <>
      <Loaded query={list.loaded} height={44}>
        {(statuses) =>
          statuses.length === 0 ? (
            <Empty
              title={<Trans>No status yet</Trans>}
              says={<Trans>Post a text, a picture, a video or a voice message.</Trans>}
            />
          ) : (
            <Table.ScrollContainer minWidth={320} maxHeight="none">
              <Table highlightOnHover verticalSpacing="sm">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t`Content`}</Table.Th>
                    <Table.Th>{t`State`}</Table.Th>
                    <Table.Th>{t`Seen by`}</Table.Th>
                    <Table.Th visibleFrom="sm">{t`Time`}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {statuses.map((status) => (
                    <Row key={status.id} status={status} onOpen={() => onOpen(status.id)} />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Loaded>
      <LoadMore query={list} />
    </>
  )
}

const Row = ({ status, onOpen }: { status: Status; onOpen: () => void }) => {
  const format = useFormat()
  return (
    <Table.Tr
      className="row"
      tabIndex={0}
      onClick={onOpen}
      onKeyDown={(event) => event.key === 'Enter' && onOpen()}
    >
      <Table.Td maw={0} w="50%">
        <Text size="sm" truncate>
          {status.deleted_at === null ? <ContentLine message={status} /> : '—'}
        </Text>
      </Table.Td>
      <Table.Td>
        <PostBadge status={status} />
      </Table.Td>
      <Table.Td>{format.number(status.views)}</Table.Td>
      <Table.Td visibleFrom="sm">
        <When at={status.sent_at ?? status.queued_at} />
      </Table.Td>
    </Table.Tr>
  )
}
