import { Trans } from '@lingui/react/macro'
import { Card, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core'
import { Figure } from '../../components/figure.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { When } from '../../components/when.tsx'
import { useFormat } from '../../lib/format.ts'
import { Operation } from './operation.tsx'
import { useOverview } from './use-overview.ts'

export const Overview = () => {
  const format = useFormat()
  const overview = useOverview()
  return (
    <Loaded query={overview} height={110}>
      {(data) => (
        <Stack>
          {data.operation && <Operation operation={data.operation} />}
          <SimpleGrid cols={{ base: 2, md: 4 }}>
            <Figure label={<Trans>Customers</Trans>}>{format.number(data.tenants)}</Figure>
            <Figure label={<Trans>Numbers connected</Trans>}>
              {format.number(data.sessions.connected)}
            </Figure>
            <Figure label={<Trans>Sent today</Trans>}>
              {format.number(data.messages_today.outbound ?? 0)}
            </Figure>
            <Figure label={<Trans>Received today</Trans>}>
              {format.number(data.messages_today.inbound ?? 0)}
            </Figure>
            <Figure label={<Trans>Workers running</Trans>}>
              {format.number(data.instances.running)}
            </Figure>
            <Figure label={<Trans>Messages that wait</Trans>}>
              {format.number(data.queues.messages.queued)}
            </Figure>
            <Figure label={<Trans>Scheduled</Trans>}>
              {format.number(data.queues.messages.scheduled)}
            </Figure>
            <Figure label={<Trans>Webhooks that wait</Trans>}>
              {format.number(data.queues.delivery_backlog)}
            </Figure>
          </SimpleGrid>
          {data.decisions.length > 0 && (
            <Card component="section">
              <Title order={2} size="h4" mb="sm">
                <Trans>What was decided of workers</Trans>
              </Title>
              <Table>
                <Table.Tbody>
                  {data.decisions.map((decision) => (
                    <Table.Tr key={`${decision.decided_at} ${decision.instance_id}`}>
                      <Table.Td>
                        <When at={decision.decided_at} />
                      </Table.Td>
                      <Table.Td>
                        <Text size="sm" dir="auto">
                          {decision.reason}
                        </Text>
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Card>
          )}
        </Stack>
      )}
    </Loaded>
  )
}
