import { Trans } from '@lingui/react/macro'
import { Button, Divider, Group, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Loaded } from '../../../components/loaded.tsx'
import { Sheet } from '../../../components/sheet.tsx'
import { api, type Schemas } from '../../../lib/api.ts'
import { useFormat } from '../../../lib/format.ts'
import { tellError } from '../../../lib/notify.ts'
import { saveFile } from '../../../lib/save-file.ts'
import { useSearchParams } from '../../../lib/search.ts'
import { InvoiceParts } from '../../invoices/invoice-parts.tsx'
import { PayWith } from './pay-with.tsx'
import { readPdf, readPrinted } from './printed.ts'

type Props = { id: string; onClose: () => void }

/** One invoice: as a page to print and as a file, and with a way to pay what is left of it. */
export const InvoiceSheet = ({ id, onClose }: Props) => {
  const query = useQuery({
    queryKey: ['subscription', 'invoices', id],
    queryFn: ({ signal }) => api.getInvoice({ id }, { signal })
  })
  const title = query.data ? <bdi dir="ltr">{query.data.number}</bdi> : <Trans>Invoice</Trans>
  return (
    <Sheet title={title} onClose={onClose}>
      <Loaded query={query}>
        {(invoice) => (
          <Stack>
            <Group>
              <PrintedLink id={id} />
              <PdfButton id={id} number={invoice.number ?? id} />
            </Group>
            <InvoiceParts invoice={invoice} />
            {invoice.due_minor > 0 && (
              <>
                <Divider />
                <PayInvoice invoice={invoice} />
              </>
            )}
          </Stack>
        )}
      </Loaded>
    </Sheet>
  )
}

const PayInvoice = ({ invoice }: { invoice: Schemas['Invoice'] }) => {
  const format = useFormat()
  const [, change] = useSearchParams()
  const begin = useMutation({
    mutationFn: (provider: Schemas['PaymentProvider']['provider']) =>
      api.createCheckout({ provider, invoice_id: invoice.id, interval: 'month' }),
    onSuccess: ({ id }) => change({ checkout: id, invoice: null })
  })
  const money = format.money(invoice.due_minor, invoice.currency)
  return (
    <PayWith
      currency={invoice.currency}
      action={<Trans>Pay {money}</Trans>}
      busy={begin.isPending}
      onPay={(provider) => begin.mutate(provider)}
    />
  )
}

/** The page needs the login to be read, so it is read here and opened as a page of this one. */
const PrintedLink = ({ id }: { id: string }) => {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const ending = new AbortController()
    let made: string | undefined
    readPrinted(id, ending.signal).then(
      (html) => {
        made = URL.createObjectURL(new Blob([html], { type: 'text/html' }))
        setAddress(made)
      },
      (error) => ending.signal.aborted || tellError(error)
    )
    return () => {
      ending.abort()
      if (made) URL.revokeObjectURL(made)
    }
  }, [id])
  return (
    <Button
      component="a"
      href={address}
      target="_blank"
      rel="noopener"
      size="xs"
      variant="default"
      loading={address === undefined}
    >
      <Trans>Open the page to print</Trans>
    </Button>
  )
}

const PdfButton = ({ id, number }: { id: string; number: string }) => {
  const reading = useMutation({
    mutationFn: () => readPdf(id),
    onSuccess: (pdf) => saveFile(`${number}.pdf`, 'application/pdf', pdf)
  })
  return (
    <Button
      size="xs"
      variant="default"
      loading={reading.isPending}
      onClick={() => reading.mutate()}
    >
      <Trans>Download as PDF</Trans>
    </Button>
  )
}
