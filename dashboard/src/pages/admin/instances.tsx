import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Table, Text, VisuallyHidden } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { InstanceBadge } from '../../components/badges.tsx'
import { Confirm } from '../../components/confirm.tsx'
import { CopyId } from '../../components/copy.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { When } from '../../components/when.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { useSearchParams } from '../../lib/search.ts'
import { InstanceLog } from './instance-log.tsx'
import { ScaleForm } from './scale-form.tsx'

const look_again_ms = 3_000
type Instance = Schemas['AdminInstance']

const isThere = ({ status }: Instance): boolean => status !== 'stopped' && status !== 'failed'

/** The workers that run, how many there shall be, and which shall go. */
export const Instances = () => {
  const { t } = useLingui()
  const [{ log }, change] = useSearchParams()
  const query = useQuery({
    queryKey: ['instances', 'all'],
    queryFn: async ({ signal }) => {
      const { data } = await api.listAllInstances({ limit: 100 }, { signal })
      return data.filter(isThere)
    },
    refetchInterval: look_again_ms
  })
  return (
    <Stack>
      <ScaleForm />
      <Loaded query={query}>
        {(instances) =>
          instances.length === 0 ? (
            <Text c="var(--quiet)">
              <Trans>No worker runs. One starts with the first number.</Trans>
            </Text>
          ) : (
            <Table.ScrollContainer minWidth={720} maxHeight="none">
              <Table verticalSpacing="sm">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t`State`}</Table.Th>
                    <Table.Th>{t`Id`}</Table.Th>
                    <Table.Th>{t`Address`}</Table.Th>
                    <Table.Th>{t`Numbers`}</Table.Th>
                    <Table.Th>{t`Since`}</Table.Th>
                    <Table.Th>
                      <VisuallyHidden>{t`Actions`}</VisuallyHidden>
                    </Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {instances.map((instance) => (
                    <InstanceRow
                      key={instance.id}
                      instance={instance}
                      onLog={() => change({ log: instance.id })}
                    />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Loaded>
      {log && <InstanceLog key={log} id={log} onClose={() => change({ log: null })} />}
    </Stack>
  )
}

const InstanceRow = ({ instance, onLog }: { instance: Instance; onLog: () => void }) => {
  const format = useFormat()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const drain = useMutation({
    mutationFn: () => api.drainInstance({ id: instance.id }),
    onSettled: () => {
      setAsking(false)
      return queries.invalidateQueries({ queryKey: ['instances'] })
    }
  })
  return (
    <Table.Tr>
      <Table.Td>
        <InstanceBadge status={instance.status} />
      </Table.Td>
      <Table.Td>
        <CopyId id={instance.id} />
      </Table.Td>
      <Table.Td>
        <bdi dir="ltr">
          {instance.host}:{instance.port}
        </bdi>
      </Table.Td>
      <Table.Td>
        <Trans>
          {format.number(instance.sessions_count)} of {format.number(instance.sessions_max)}
        </Trans>
      </Table.Td>
      <Table.Td>{instance.started_at && <When at={instance.started_at} />}</Table.Td>
      <Table.Td ta="end">
        <Button size="compact-sm" variant="subtle" color="violet" onClick={onLog}>
          <Trans>Log</Trans>
        </Button>
        {instance.status === 'running' && (
          <Button size="compact-sm" variant="subtle" color="violet" onClick={() => setAsking(true)}>
            <Trans>Drain</Trans>
          </Button>
        )}
        <Confirm
          opened={asking}
          title={<Trans>Drain this worker?</Trans>}
          says={<Trans>Its numbers move to other workers without a QR code; then it ends.</Trans>}
          action={<Trans>Drain</Trans>}
          busy={drain.isPending}
          onCancel={() => setAsking(false)}
          onConfirm={() => drain.mutate()}
        />
      </Table.Td>
    </Table.Tr>
  )
}
