import { Trans } from '@lingui/react/macro'
import { Badge, Button, Card, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Loaded } from '../../components/loaded.tsx'
import { When } from '../../components/when.tsx'
import { api } from '../../lib/api.ts'

/** Where the user is logged in. */
export const Devices = () => {
  const queries = useQueryClient()
  const devices = useQuery({
    queryKey: ['devices'],
    queryFn: ({ signal }) => api.listDevices({}, { signal })
  })
  const end = useMutation({
    mutationFn: (id: string) => api.deleteDevice({ id }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['devices'] })
  })
  return (
    <Loaded query={devices}>
      {({ data }) => (
        <Stack>
          {data.map(({ id, user_agent, ip, last_used_at, current }) => (
            <Card key={id} padding="md">
              <Group justify="space-between">
                <div style={{ minWidth: 0, flex: 1 }}>
                  <Text size="sm" truncate>
                    <bdi dir="ltr">{user_agent ?? '—'}</bdi>
                  </Text>
                  <Text size="xs" c="var(--quiet)">
                    <bdi dir="ltr">{ip}</bdi> · <When at={last_used_at} />
                  </Text>
                </div>
                {current ? (
                  <Badge tt="none" variant="light">
                    <Trans>This browser</Trans>
                  </Badge>
                ) : (
                  <Button
                    size="xs"
                    variant="default"
                    loading={end.isPending && end.variables === id}
                    onClick={() => end.mutate(id)}
                  >
                    <Trans>Log out</Trans>
                  </Button>
                )}
              </Group>
            </Card>
          ))}
        </Stack>
      )}
    </Loaded>
  )
}
