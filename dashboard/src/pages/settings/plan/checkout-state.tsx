import { Trans } from '@lingui/react/macro'
import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { Loaded } from '../../../components/loaded.tsx'
import { api, type Schemas } from '../../../lib/api.ts'
import { useFormat } from '../../../lib/format.ts'

type Checkout = Schemas['Checkout']
type Props = { id: string; onClose: () => void }

const look_again_ms = 2_000

const isOver = ({ status }: Checkout): boolean => status === 'paid' || status === 'failed'

/** How far a payment has come: before the page of the provider, and after it. */
export const CheckoutState = ({ id, onClose }: Props) => {
  const queries = useQueryClient()
  const query = useQuery({
    queryKey: ['checkout', id],
    queryFn: ({ signal }) => api.getCheckout({ id }, { signal }),
    meta: { quiet: true },
    refetchInterval: ({ state: { data } }) => (data && !isOver(data) ? look_again_ms : false)
  })
  const status = query.data?.status
  // The invoice was issued when the page was made, and the plan changed when it was paid.
  useEffect(() => {
    if (status && status !== 'preparing') queries.invalidateQueries({ queryKey: ['subscription'] })
  }, [status, queries])
  return (
    <div aria-live="polite">
      <Loaded query={query} height={56}>
        {(checkout) => <State checkout={checkout} onClose={onClose} />}
      </Loaded>
    </div>
  )
}

const State = ({ checkout, onClose }: { checkout: Checkout; onClose: () => void }) => {
  const format = useFormat()
  const { status, currency, amount_minor, url, instructions, error } = checkout
  const amount = amount_minor === null ? '' : format.money(amount_minor, currency)
  if (status === 'paid')
    return (
      <Note color="leaf" onClose={onClose}>
        <Trans>It is paid. Thank you.</Trans>
      </Note>
    )
  if (status === 'failed')
    return (
      <Note color="red" onClose={onClose}>
        <Trans>The payment did not work. Begin once more.</Trans>
        {error && (
          <Text size="sm" component="span" display="block" dir="auto">
            {error}
          </Text>
        )}
      </Note>
    )
  if (status === 'preparing')
    return (
      <Note color="blue">
        <Group gap="xs">
          <Loader size="xs" aria-hidden />
          <Trans>The invoice and the page to pay are being made.</Trans>
        </Group>
      </Note>
    )
  if (url === null)
    return (
      <Note color="blue" onClose={onClose}>
        <Stack gap="xs">
          <Trans>
            Pay <bdi>{amount}</bdi> like this. It counts when it has come in.
          </Trans>
          <Text size="sm" style={{ whiteSpace: 'pre-line' }} dir="auto">
            {instructions}
          </Text>
        </Stack>
      </Note>
    )
  return (
    <Note
      color="blue"
      onClose={onClose}
      action={
        <Button component="a" href={url} size="xs">
          <Trans>Go to the payment page</Trans>
        </Button>
      }
    >
      <Trans>
        <bdi>{amount}</bdi> is to be paid. If you have paid, wait here: this changes by itself.
      </Trans>
    </Note>
  )
}

type NoteProps = { color: string; action?: ReactNode; onClose?: () => void; children: ReactNode }

const Note = ({ color, action, onClose, children }: NoteProps) => (
  <Alert color={color} variant="light">
    <Group justify="space-between">
      <Text size="sm" component="div" flex="1 1 16rem">
        {children}
      </Text>
      <Group gap="xs">
        {action}
        {onClose && (
          <Button size="xs" variant="default" onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
        )}
      </Group>
    </Group>
  </Alert>
)
