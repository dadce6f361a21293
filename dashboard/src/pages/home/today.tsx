import { Trans } from '@lingui/react/macro'
import { Card, SimpleGrid, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api, type Session } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'

const counted_max = 100

const midnight = (): string => {
  const day = new Date()
  day.setHours(0, 0, 0, 0)
  return day.toISOString()
}

type Filter = { direction?: 'inbound' | 'outbound'; status?: 'failed' }

/** How many messages of today; null: more than are counted here. */
const useCount = (filter: Filter) =>
  useQuery({
    queryKey: ['messages', 'today', filter],
    queryFn: async ({ signal }) => {
      const asked = { from: midnight(), limit: counted_max, ...filter }
      const page = await api.listMessages(asked, { signal })
      return { count: page.data.length, more: page.next_cursor !== null }
    }
  })

/** The numbers of today. */
export const Today = ({ sessions }: { sessions: Session[] }) => {
  const format = useFormat()
  const connected = sessions.filter(({ status }) => status === 'connected').length
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }}>
      <Figure label={<Trans>Numbers connected</Trans>}>
        <Trans>
          {format.number(connected)} of {format.number(sessions.length)}
        </Trans>
      </Figure>
      <Count label={<Trans>Sent today</Trans>} filter={{ direction: 'outbound' }} />
      <Count label={<Trans>Received today</Trans>} filter={{ direction: 'inbound' }} />
      <Count label={<Trans>Failed today</Trans>} filter={{ status: 'failed' }} />
    </SimpleGrid>
  )
}

const Figure = ({ label, children }: { label: ReactNode; children: ReactNode }) => (
  <Card padding="md">
    <Text size="sm" c="var(--quiet)">
      {label}
    </Text>
    <Text fz={28} fw={650} lh={1.3}>
      {children}
    </Text>
  </Card>
)

const Count = ({ label, filter }: { label: ReactNode; filter: Filter }) => {
  const format = useFormat()
  const { data } = useCount(filter)
  return (
    <Figure label={label}>
      {data ? (
        <>
          {format.number(data.count)}
          {data.more && '+'}
        </>
      ) : (
        <Skeleton height={30} width={60} mt={6} />
      )}
    </Figure>
  )
}
