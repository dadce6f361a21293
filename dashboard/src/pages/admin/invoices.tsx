import { Trans } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { LoadMore } from '../../components/load-more.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { usePages } from '../../lib/queries.ts'
import { saveFile } from '../../lib/save-file.ts'
import { useSearchParams } from '../../lib/search.ts'
import { InvoiceTable } from '../invoices/invoice-table.tsx'
import { AdminInvoiceSheet } from './invoice-sheet.tsx'
import { SellerSheet } from './seller-sheet.tsx'

/** What all customers were charged, newest first. */
export const AdminInvoices = () => {
  const [{ invoice, open }, change] = useSearchParams()
  const list = usePages<Schemas['AdminInvoice']>(['admin', 'invoices'], (asked, signal) =>
    api.listInvoicesOfAll(asked, { signal })
  )
  return (
    <Stack>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => change({ open: 'seller' })}>
          <Trans>Seller</Trans>
        </Button>
        <ExportInvoices />
      </Group>
      <Loaded query={list.loaded} height={44}>
        {(invoices) =>
          invoices.length === 0 ? (
            <Text c="var(--quiet)">
              <Trans>No invoice yet. One is made when a customer pays for a plan.</Trans>
            </Text>
          ) : (
            <InvoiceTable invoices={invoices} with_buyer onOpen={(id) => change({ invoice: id })} />
          )
        }
      </Loaded>
      <LoadMore query={list} />
      {invoice && (
        <AdminInvoiceSheet key={invoice} id={invoice} onClose={() => change({ invoice: null })} />
      )}
      {open === 'seller' && <SellerSheet onClose={() => change({ open: null })} />}
    </Stack>
  )
}

/** All that was issued, for the accountant. */
const ExportInvoices = () => {
  const save = useMutation({
    mutationFn: async () => {
      const { data } = await api.http.GET('/api/v1/admin/invoices', {
        params: { query: { format: 'csv' } },
        parseAs: 'text'
      })
      saveFile('invoices.csv', 'text/csv', String(data ?? ''))
    }
  })
  return (
    <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
      <Trans>Download as CSV</Trans>
    </Button>
  )
}
