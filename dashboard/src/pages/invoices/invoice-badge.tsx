import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Badge } from '@mantine/core'
import type { Schemas } from '../../lib/api.ts'
import { type InvoiceState, stateOf } from './state.ts'

const looks: Record<InvoiceState, [color: string, label: MessageDescriptor]> = {
  draft: ['gray', msg`Draft`],
  credit_note: ['violet', msg`Credit note`],
  voided: ['gray', msg`Voided`],
  paid: ['leaf', msg`Paid`],
  overdue: ['red', msg`Overdue`],
  open: ['orange', msg`To be paid`]
}

export const InvoiceBadge = ({ invoice }: { invoice: Schemas['Invoice'] }) => {
  const { i18n } = useLingui()
  const [color, label] = looks[stateOf(invoice, Date.now())]
  return (
    <Badge color={color} variant="dot" tt="none" fw={500} size="md">
      {i18n._(label)}
    </Badge>
  )
}
