import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Divider, Group, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Confirm } from '../../components/confirm.tsx'
import { CopyId } from '../../components/copy.tsx'
import { Facts } from '../../components/facts.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Sheet } from '../../components/sheet.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { InvoiceParts } from '../invoices/invoice-parts.tsx'
import { CreditForm } from './credit-form.tsx'
import { PaymentForm } from './payment-form.tsx'

type Invoice = Schemas['AdminInvoiceDetails']

/** One invoice of a customer: what came in is recorded, and what was wrong is credited. */
export const AdminInvoiceSheet = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const { t } = useLingui()
  const query = useQuery({
    queryKey: ['admin', 'invoices', id],
    queryFn: ({ signal }) => api.getInvoiceOfAll({ id }, { signal })
  })
  const number = query.data?.number
  const title = number ? <bdi dir="ltr">{number}</bdi> : <Trans>Invoice</Trans>
  return (
    <Sheet title={title} onClose={onClose}>
      <Loaded query={query}>
        {(invoice) => (
          <Stack>
            <Facts of={[[t`Customer`, <CopyId key="id" id={invoice.tenant_id} />]]} />
            <InvoiceParts invoice={invoice} />
            <Actions invoice={invoice} onGone={onClose} />
          </Stack>
        )}
      </Loaded>
    </Sheet>
  )
}

const Actions = ({ invoice, onGone }: { invoice: Invoice; onGone: () => void }) => {
  const [form, open] = useState<'payment' | 'credit' | null>(null)
  const close = (): void => open(null)
  if (invoice.status === 'draft') return <DraftActions id={invoice.id} onGone={onGone} />
  if (invoice.status !== 'finalized' || invoice.kind !== 'invoice') return null
  return (
    <>
      <Divider />
      {form === 'payment' && <PaymentForm invoice={invoice} onDone={close} />}
      {form === 'credit' && <CreditForm invoice={invoice} onDone={close} />}
      {form === null && (
        <Group>
          {invoice.due_minor > 0 && (
            <Button color="violet" onClick={() => open('payment')}>
              <Trans>Record a payment</Trans>
            </Button>
          )}
          <Button variant="default" onClick={() => open('credit')}>
            <Trans>Write a credit note</Trans>
          </Button>
        </Group>
      )}
    </>
  )
}

/** A draft has no number yet, and the customer does not see it. */
const DraftActions = ({ id, onGone }: { id: string; onGone: () => void }) => {
  const queries = useQueryClient()
  const fresh = () => queries.invalidateQueries({ queryKey: ['admin', 'invoices'] })
  const issue = useMutation({ mutationFn: () => api.finalizeInvoice({ id }), onSuccess: fresh })
  const discard = useMutation({
    mutationFn: () => api.discardInvoice({ id }),
    onSuccess: () => {
      onGone()
      return fresh()
    }
  })
  return (
    <Group>
      <Asked
        title={<Trans>Issue this invoice?</Trans>}
        says={<Trans>It takes the next number, and nothing of it can be changed any more.</Trans>}
        action={<Trans>Issue</Trans>}
        does={issue}
      />
      <Asked
        title={<Trans>Discard this draft?</Trans>}
        says={<Trans>Nobody has seen it.</Trans>}
        action={<Trans>Discard</Trans>}
        does={discard}
      />
    </Group>
  )
}

type AskedProps = {
  title: ReactNode
  says: ReactNode
  action: ReactNode
  does: { isPending: boolean; mutate: () => void }
}

const Asked = ({ title, says, action, does }: AskedProps) => {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {action}
      </Button>
      <Confirm
        opened={asking}
        title={title}
        says={says}
        action={action}
        busy={does.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() => does.mutate()}
      />
    </>
  )
}
