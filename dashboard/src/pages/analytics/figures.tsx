import { Trans } from '@lingui/react/macro'
import { SimpleGrid, Text } from '@mantine/core'
import { Figure } from '../../components/figure.tsx'
import type { Schemas } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { shareOf } from './funnel.tsx'

export const Figures = ({ overview }: { overview: Schemas['AnalyticsOverview'] }) => {
  const format = useFormat()
  const { outbound, inbound, sessions_active } = overview
  const share = (part: number) => (
    <Text component="bdi" size="sm" c="var(--quiet)" fw={400}>
      {outbound.accepted > 0 && format.percent(shareOf(part, outbound.accepted))}
    </Text>
  )
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, xl: 6 }}>
      <Figure label={<Trans>Outgoing</Trans>}>{format.number(outbound.accepted)}</Figure>
      <Figure label={<Trans>Delivered</Trans>}>
        <bdi>{format.number(outbound.delivered)}</bdi> {share(outbound.delivered)}
      </Figure>
      <Figure label={<Trans>Read</Trans>}>
        <bdi>{format.number(outbound.read)}</bdi> {share(outbound.read)}
      </Figure>
      <Figure label={<Trans>Failed</Trans>}>
        <bdi>{format.number(outbound.failed)}</bdi> {share(outbound.failed)}
      </Figure>
      <Figure label={<Trans>Incoming</Trans>}>{format.number(inbound)}</Figure>
      <Figure label={<Trans>Numbers in use</Trans>}>{format.number(sessions_active)}</Figure>
    </SimpleGrid>
  )
}
