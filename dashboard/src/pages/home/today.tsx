import { Trans } from '@lingui/react/macro'
import { SimpleGrid, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Figure } from '../../components/figure.tsx'
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
