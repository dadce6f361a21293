import { useLingui } from '@lingui/react/macro'
import { Group, Table } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { Schemas } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { InvoiceBadge } from './invoice-badge.tsx'

type Props = {
  invoices: Schemas['Invoice'][]
  /** Whether it is shown to whom each is made out. */
  with_buyer?: boolean
  onOpen: (id: string) => void
}

export const InvoiceTable = ({ invoices, with_buyer = false, onOpen }: Props) => {
  const { t } = useLingui()
  const format = useFormat()
  const is_wide = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false })
  return (
    <Table.ScrollContainer minWidth={is_wide ? 420 : 0} maxHeight="none">
      <Table highlightOnHover verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t`Invoice number`}</Table.Th>
            {with_buyer && <Table.Th>{t`Made out to`}</Table.Th>}
            {is_wide && <Table.Th>{t`Issued`}</Table.Th>}
            <Table.Th>{t`Total`}</Table.Th>
            {is_wide && <Table.Th>{t`State`}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {invoices.map((invoice) => (
            <Table.Tr
              key={invoice.id}
              className="row"
              tabIndex={0}
              onClick={() => onOpen(invoice.id)}
              onKeyDown={(event) => event.key === 'Enter' && onOpen(invoice.id)}
            >
              <Table.Td>
                <Group gap={6}>
                  <bdi dir="ltr">{invoice.number ?? '—'}</bdi>
                  {!is_wide && <InvoiceBadge invoice={invoice} />}
                </Group>
              </Table.Td>
              {with_buyer && (
                <Table.Td>
                  <bdi>{invoice.buyer?.name ?? '—'}</bdi>
                </Table.Td>
              )}
              {is_wide && (
                <Table.Td>{invoice.issued_at ? format.day(invoice.issued_at) : '—'}</Table.Td>
              )}
              <Table.Td>
                <bdi>{format.money(invoice.total_minor, invoice.currency)}</bdi>
              </Table.Td>
              {is_wide && (
                <Table.Td>
                  <InvoiceBadge invoice={invoice} />
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
