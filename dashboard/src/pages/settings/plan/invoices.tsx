import { Trans } from '@lingui/react/macro'
import { Card, Stack, Text, Title } from '@mantine/core'
import { LoadMore } from '../../../components/load-more.tsx'
import { Loaded } from '../../../components/loaded.tsx'
import { api, type Schemas } from '../../../lib/api.ts'
import { usePages } from '../../../lib/queries.ts'
import { useSearchParams } from '../../../lib/search.ts'
import { InvoiceTable } from '../../invoices/invoice-table.tsx'
import { InvoiceSheet } from './invoice-sheet.tsx'

/** What the customer was charged. */
export const Invoices = () => {
  const [{ invoice }, change] = useSearchParams()
  const list = usePages<Schemas['Invoice']>(['subscription', 'invoices'], (asked, signal) =>
    api.listInvoices(asked, { signal })
  )
  return (
    <Card component="section">
      <Stack>
        <Title order={2} size="h4">
          <Trans>Invoices</Trans>
        </Title>
        <Loaded query={list.loaded} height={44}>
          {(invoices) =>
            invoices.length === 0 ? (
              <Text size="sm" c="var(--quiet)">
                <Trans>No invoice yet. One is made when you pay for a plan.</Trans>
              </Text>
            ) : (
              <InvoiceTable invoices={invoices} onOpen={(id) => change({ invoice: id })} />
            )
          }
        </Loaded>
        <LoadMore query={list} />
      </Stack>
      {invoice && (
        <InvoiceSheet key={invoice} id={invoice} onClose={() => change({ invoice: null })} />
      )}
    </Card>
  )
}
