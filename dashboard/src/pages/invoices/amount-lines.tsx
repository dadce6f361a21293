import { Trans, useLingui } from '@lingui/react/macro'
import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Schemas } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'

type Props = Pick<
  Schemas['Invoice'],
  'currency' | 'lines' | 'net_minor' | 'tax_minor' | 'total_minor'
> & {
  tax_name?: string
  /** What follows on the total, each with its amount. */
  more?: [label: ReactNode, amount_minor: number][]
}

/** What is charged, line by line, and what it comes to. */
export const AmountLines = (props: Props) => {
  const { currency, lines, net_minor, tax_minor, total_minor, tax_name, more = [] } = props
  const { t } = useLingui()
  const format = useFormat()
  const tax: [ReactNode, number][] = [
    [<Trans key="net">Before tax</Trans>, net_minor],
    [tax_name ? <bdi key="tax">{tax_name}</bdi> : <Trans key="tax">Tax</Trans>, tax_minor]
  ]
  const sums: [ReactNode, number][] = [
    ...(tax_minor === 0 ? [] : tax),
    [<Trans key="total">Total</Trans>, total_minor],
    ...more
  ]
  return (
    <Table verticalSpacing="xs" aria-label={t`Amounts`}>
      <Table.Tbody>
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an invoice never change
          <Row key={at} label={<LineName line={line} />}>
            {format.money(line.amount_minor, currency)}
          </Row>
        ))}
        {sums.map(([label, amount], at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: nor does their order
          <Row key={`sum ${at}`} label={label} strong={at === sums.length - 1}>
            {format.money(amount, currency)}
          </Row>
        ))}
      </Table.Tbody>
    </Table>
  )
}

const LineName = ({ line }: { line: Schemas['Invoice']['lines'][number] }) => (
  <>
    <bdi>{line.description}</bdi>
    {line.quantity !== 1 && <bdi dir="ltr"> × {line.quantity}</bdi>}
  </>
)

const Row = (props: { label: ReactNode; strong?: boolean; children: ReactNode }) => (
  <Table.Tr fw={props.strong ? 650 : undefined}>
    <Table.Th fw="inherit" scope="row">
      {props.label}
    </Table.Th>
    <Table.Td ta="end" style={{ whiteSpace: 'nowrap' }}>
      <bdi>{props.children}</bdi>
    </Table.Td>
  </Table.Tr>
)
