import { useLingui } from '@lingui/react/macro'
import { Table } from '@mantine/core'
import type { Schemas } from '../lib/api.ts'
import { CopyId } from './copy.tsx'
import { When } from './when.tsx'

/** What was done, to what and from where. */
export const AuditTable = ({ entries }: { entries: Schemas['AuditEntry'][] }) => {
  const { t } = useLingui()
  return (
    <Table.ScrollContainer minWidth={560} maxHeight="none">
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t`Action`}</Table.Th>
            <Table.Th>{t`Concerns`}</Table.Th>
            <Table.Th>{t`From the address`}</Table.Th>
            <Table.Th>{t`Time`}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map(({ id, action, target_id, ip, created_at }) => (
            <Table.Tr key={id}>
              <Table.Td ff="monospace" fz="sm">
                <bdi dir="ltr">{action}</bdi>
              </Table.Td>
              <Table.Td>{target_id && <CopyId id={target_id} />}</Table.Td>
              <Table.Td>
                <bdi dir="ltr">{ip}</bdi>
              </Table.Td>
              <Table.Td>
                <When at={created_at} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
