import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, type Schemas } from '../../lib/api.ts'
import { minorOf } from '../../lib/money.ts'
import { tell } from '../../lib/notify.ts'
import { fieldErrors } from '../../lib/problem.ts'

type Props = { invoice: Schemas['AdminInvoiceDetails']; onDone: () => void }

/** Takes an invoice back, or a part of it: what was issued is never changed. */
export const CreditForm = ({ invoice: { id, currency }, onDone }: Props) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [wrong, setWrong] = useState<string>()
  const credit = useMutation({
    mutationFn: ({ reason, net_minor }: { reason: string; net_minor: number | null }) =>
      api.creditInvoice({ id, reason, ...(net_minor !== null && { net_minor }) }),
    onSuccess: () => {
      tell(t`Saved`)
      onDone()
      return queries.invalidateQueries({ queryKey: ['admin', 'invoices'] })
    }
  })
  const errors = fieldErrors(credit.error)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const typed = String(form.get('net') ?? '').trim()
    const net_minor = typed === '' ? null : minorOf(typed, currency)
    const is_wrong = typed !== '' && net_minor === null
    setWrong(is_wrong ? t`This is no amount in ${currency}.` : undefined)
    if (!is_wrong) credit.mutate({ reason: String(form.get('reason') ?? ''), net_minor })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          name="reason"
          label={t`Reason`}
          description={t`It stands on the credit note.`}
          dir="auto"
          maxLength={300}
          error={errors['reason']}
          required
          withAsterisk={false}
        />
        <TextInput
          name="net"
          label={t`Amount before tax in ${currency}`}
          description={t`Left empty: all that is left, and the invoice is voided.`}
          inputMode="decimal"
          dir="ltr"
          error={wrong ?? errors['net_minor']}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" color="violet" loading={credit.isPending}>
            <Trans>Issue the credit note</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
