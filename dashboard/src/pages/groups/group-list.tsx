import { Trans, useLingui } from '@lingui/react/macro'
import { Table } from '@mantine/core'
import { Empty } from '../../components/empty.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { usePages } from '../../lib/queries.ts'
import { group_keys } from './keys.ts'
import { RoleBadge } from './role-badge.tsx'

type Props = { session_id: string; onOpen: (id: string) => void }

export const GroupList = ({ session_id, onOpen }: Props) => {
  const { t } = useLingui()
  const format = useFormat()
  const list = usePages<Schemas['GroupSummary']>(group_keys.list(session_id), (asked, signal) =>
    api.listGroups({ id: session_id, ...asked }, { signal })
  )
  return (
    <>
      <Loaded query={list.loaded} height={44}>
        {(groups) =>
          groups.length === 0 ? (
            <Empty
              title={<Trans>No group yet</Trans>}
              says={<Trans>Create one, or have the number added to one on a phone.</Trans>}
            />
          ) : (
            <Table.ScrollContainer minWidth={320} maxHeight="none">
              <Table highlightOnHover verticalSpacing="sm">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t`Name`}</Table.Th>
                    <Table.Th>{t`Members`}</Table.Th>
                    <Table.Th>{t`Your number`}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {groups.map((group) => (
                    <Table.Tr
                      key={group.id}
                      className="row"
                      tabIndex={0}
                      onClick={() => onOpen(group.id)}
                      onKeyDown={(event) => event.key === 'Enter' && onOpen(group.id)}
                    >
                      <Table.Td>
                        <bdi>{group.subject}</bdi>
                      </Table.Td>
                      <Table.Td>{format.number(group.participants_count)}</Table.Td>
                      <Table.Td>{group.own_role && <RoleBadge role={group.own_role} />}</Table.Td>
                    </Table.Tr>
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
