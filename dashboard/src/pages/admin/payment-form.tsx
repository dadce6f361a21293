import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { api, type Schemas } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { minorOf, typedAmount } from '../../lib/money.ts'
import { tell } from '../../lib/notify.ts'
import { fieldErrors } from '../../lib/problem.ts'

type Props = { invoice: Schemas['AdminInvoiceDetails']; onDone: () => void }

/** What has come in at the bank or at the counter. */
export const PaymentForm = ({ invoice: { id, currency, due_minor }, onDone }: Props) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const format = useFormat()
  const [wrong, setWrong] = useState<ReactNode>()
  const record = useMutation({
    mutationFn: ({ form, amount_minor }: { form: FormData; amount_minor: number }) =>
      api.recordPayment({
        ...{ id, currency, amount_minor },
        method: form.get('method') === 'cash' ? 'cash' : 'bank',
        reference: String(form.get('reference') ?? ''),
        note: String(form.get('note') ?? '')
      }),
    onSuccess: () => {
      tell(t`Saved`)
      onDone()
      return queries.invalidateQueries({ queryKey: ['admin', 'invoices'] })
    }
  })
  const errors = fieldErrors(record.error)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const amount_minor = minorOf(String(form.get('amount') ?? ''), currency)
    if (amount_minor === null) return setWrong(t`This is no amount in ${currency}.`)
    if (amount_minor > due_minor)
      return setWrong(<Left money={format.money(due_minor, currency)} />)
    setWrong(undefined)
    record.mutate({ form, amount_minor })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <NativeSelect
          name="method"
          label={t`It came by`}
          data={[
            { value: 'bank', label: t`Bank transfer` },
            { value: 'cash', label: t`Cash` }
          ]}
        />
        <TextInput
          name="amount"
          label={t`Amount in ${currency}`}
          inputMode="decimal"
          dir="ltr"
          defaultValue={typedAmount(due_minor, currency)}
          error={wrong ?? errors['amount_minor']}
        />
        <TextInput
          name="reference"
          label={t`Reference`}
          description={t`What the bank or the receipt calls it. Each is taken once.`}
          dir="auto"
          maxLength={200}
          error={errors['reference']}
          required
          withAsterisk={false}
        />
        <TextInput name="note" label={t`Note`} dir="auto" maxLength={500} error={errors['note']} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" color="violet" loading={record.isPending}>
            <Trans>Record</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const Left = ({ money }: { money: string }) => (
  <>
    <Trans>Left to pay</Trans>: <bdi>{money}</bdi>
  </>
)
