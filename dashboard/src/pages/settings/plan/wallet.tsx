import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Card, Group, Stack, Text, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { LoadMore } from '../../../components/load-more.tsx'
import { Loaded } from '../../../components/loaded.tsx'
import { When } from '../../../components/when.tsx'
import { api, type Schemas } from '../../../lib/api.ts'
import { useFormat } from '../../../lib/format.ts'

type Entry = Schemas['WalletEntry']

const page_entries = 20
const reasons: Record<Entry['kind'], MessageDescriptor> = {
  overpayment: msg`More was paid than was due`,
  invoice: msg`Paid an invoice`,
  refund: msg`Given back`
}

/** Money that did not fit an invoice, and pays the next one. */
export const Wallet = () => {
  const format = useFormat()
  const query = useInfiniteQuery({
    queryKey: ['subscription', 'wallet'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      api.getWallet({ limit: page_entries, ...(pageParam && { cursor: pageParam }) }, { signal }),
    getNextPageParam: (last) => last.next_cursor ?? undefined
  })
  return (
    <Card component="section">
      <Stack>
        <Title order={2} size="h4">
          <Trans>Wallet</Trans>
        </Title>
        <Text size="sm" c="var(--quiet)">
          <Trans>What was overpaid is kept here and pays the next invoice first.</Trans>
        </Text>
        <Loaded query={query} height={32}>
          {({ pages }) => (
            <>
              {pages[0]?.balances.map(({ currency, amount_minor }) => (
                <Text key={currency} fz={24} fw={650}>
                  <bdi>{format.money(amount_minor, currency)}</bdi>
                </Text>
              ))}
              <Entries entries={pages.flatMap(({ data }) => data)} />
            </>
          )}
        </Loaded>
        <LoadMore query={query} />
      </Stack>
    </Card>
  )
}

const Entries = ({ entries }: { entries: Entry[] }) => {
  const { i18n } = useLingui()
  const format = useFormat()
  if (entries.length === 0)
    return (
      <Text size="sm" c="var(--quiet)">
        <Trans>It is empty.</Trans>
      </Text>
    )
  return (
    <Stack gap="xs">
      {entries.map((entry) => (
        <Group key={entry.id} justify="space-between">
          <Text size="sm">
            {i18n._(reasons[entry.kind])} · <When at={entry.created_at} />
          </Text>
          <Text size="sm" fw={600}>
            <bdi>{format.money(entry.amount_minor, entry.currency)}</bdi>
          </Text>
        </Group>
      ))}
    </Stack>
  )
}
