import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { Facts } from '../../components/facts.tsx'
import type { Schemas } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { AmountLines } from './amount-lines.tsx'
import { InvoiceBadge } from './invoice-badge.tsx'
import { providerName } from './provider-names.ts'

/** An invoice as it was issued, and what has been paid of it. */
export const InvoiceParts = ({ invoice }: { invoice: Schemas['InvoiceDetails'] }) => {
  const { t } = useLingui()
  const format = useFormat()
  const { issued_at, due_at, kind, due_minor, credited_minor, paid_minor, buyer } = invoice
  const is_invoice = kind === 'invoice'
  const taken: [ReactNode, number][] = [
    [<Trans key="credited">Credited</Trans>, -credited_minor],
    [<Trans key="paid">Paid so far</Trans>, -paid_minor]
  ]
  const left: [ReactNode, number] = [<Trans key="due">Left to pay</Trans>, due_minor]
  // Nothing is taken off an invoice of which nothing is paid or credited.
  const settled = taken.filter(([, amount_minor]) => amount_minor !== 0)
  return (
    <Stack>
      <Facts
        of={[
          [t`State`, <InvoiceBadge key="state" invoice={invoice} />],
          [t`Made out to`, buyer && <bdi>{buyer.name}</bdi>],
          [t`Issued`, issued_at && format.day(issued_at)],
          [t`To be paid until`, is_invoice && due_at && format.day(due_at)],
          [t`Note`, invoice.note && <bdi>{invoice.note}</bdi>]
        ]}
      />
      <AmountLines {...invoice} more={is_invoice && settled.length > 0 ? [...settled, left] : []} />
      <Payments payments={invoice.payments} />
    </Stack>
  )
}

const Payments = ({ payments }: { payments: Schemas['Payment'][] }) => {
  const { i18n } = useLingui()
  const format = useFormat()
  if (payments.length === 0) return null
  return (
    <section>
      <Title order={3} size="h5" mb="xs">
        <Trans>Payments</Trans>
      </Title>
      <Stack gap="xs">
        {payments.map((payment) => (
          <div key={payment.id}>
            <Text size="sm">
              <bdi>{format.money(payment.amount_minor, payment.currency)}</bdi>
              {' · '}
              {providerName(i18n, payment.provider)}
              {payment.paid_at && <> · {format.day(payment.paid_at)}</>}
            </Text>
            <Text size="xs" c="var(--quiet)" style={{ overflowWrap: 'anywhere' }}>
              <bdi>{payment.reference}</bdi>
              {payment.refunded_minor > 0 && (
                <>
                  {' · '}
                  <Trans>
                    given back: <bdi>{format.money(payment.refunded_minor, payment.currency)}</bdi>
                  </Trans>
                </>
              )}
            </Text>
          </div>
        ))}
      </Stack>
    </section>
  )
}
