import { Trans } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Loaded } from '../../components/loaded.tsx'
import { When } from '../../components/when.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { group_keys, type InGroup } from './keys.ts'
import { addressOf, Person } from './person.tsx'
import { tellUndone } from './tell-undone.ts'

type Action = Schemas['DecideGroupJoinRequests']['action']

/** Who asks to be let in. */
export const JoinRequests = ({ session_id, group }: InGroup) => {
  const queries = useQueryClient()
  const query = useQuery({
    queryKey: group_keys.requests(session_id, group),
    queryFn: ({ signal }) => api.listGroupJoinRequests({ id: session_id, group }, { signal })
  })
  const decide = useMutation({
    mutationFn: ({ who, action }: { who: string; action: Action }) =>
      api.decideGroupJoinRequests({ id: session_id, group, action, participants: [who] }),
    onSuccess: ({ data }) => tellUndone(data),
    onSettled: () => queries.invalidateQueries({ queryKey: group_keys.one(session_id, group) })
  })
  return (
    <Loaded query={query} height={32}>
      {({ data }) =>
        data.length === 0 ? (
          <Text size="sm" c="var(--quiet)">
            <Trans>Nobody asks.</Trans>
          </Text>
        ) : (
          <Stack gap="xs">
            {data.map((person) => {
              const who = addressOf(person)
              const busy = decide.isPending && decide.variables.who === who
              return (
                <Group key={who} justify="space-between">
                  <Text size="sm">
                    <Person {...person} />{' '}
                    {person.requested_at && <When at={person.requested_at} />}
                  </Text>
                  <Group gap="xs">
                    <Button
                      size="compact-sm"
                      loading={busy}
                      onClick={() => decide.mutate({ who, action: 'approve' })}
                    >
                      <Trans>Let in</Trans>
                    </Button>
                    <Button
                      size="compact-sm"
                      variant="default"
                      disabled={busy}
                      onClick={() => decide.mutate({ who, action: 'reject' })}
                    >
                      <Trans>Turn down</Trans>
                    </Button>
                  </Group>
                </Group>
              )
            })}
          </Stack>
        )
      }
    </Loaded>
  )
}
