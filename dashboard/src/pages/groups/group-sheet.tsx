import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Divider, Group, Stack, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Confirm } from '../../components/confirm.tsx'
import { CopyId } from '../../components/copy.tsx'
import { Facts } from '../../components/facts.tsx'
import { Guarded, GuardedFields } from '../../components/guarded.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Sheet } from '../../components/sheet.tsx'
import { When } from '../../components/when.tsx'
import { api } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { GroupInvite } from './group-invite.tsx'
import { GroupMembers } from './group-members.tsx'
import { GroupSettings } from './group-settings.tsx'
import { JoinRequests } from './join-requests.tsx'
import { group_keys, type InGroup } from './keys.ts'

type Props = InGroup & { onClose: () => void }

export const GroupSheet = ({ session_id, group, onClose }: Props) => {
  const { t } = useLingui()
  const format = useFormat()
  const query = useQuery({
    queryKey: group_keys.one(session_id, group),
    queryFn: ({ signal }) => api.getGroup({ id: session_id, group }, { signal })
  })
  const where = { session_id, group }
  const title = query.data ? <bdi>{query.data.subject}</bdi> : <Trans>Group</Trans>
  return (
    <Sheet title={title} onClose={onClose}>
      <Loaded query={query}>
        {(data) => (
          <Stack>
            <Facts
              of={[
                [t`Id`, <CopyId key="id" id={data.id} />],
                [t`Members`, format.number(data.participants_count)],
                [t`Created`, data.created_at && <When key="at" at={data.created_at} />]
              ]}
            />
            <Section title={<Trans>Settings</Trans>}>
              <GuardedFields needs="groups:write">
                <GroupSettings
                  key={JSON.stringify([data.subject, data.description])}
                  data={data}
                  session_id={session_id}
                />
              </GuardedFields>
            </Section>
            <Section title={<Trans>Invitation</Trans>}>
              <GroupInvite {...where} />
            </Section>
            {data.settings.join_approval && (
              <Section title={<Trans>Who asks to join</Trans>}>
                <GuardedFields needs="groups:write">
                  <JoinRequests {...where} />
                </GuardedFields>
              </Section>
            )}
            <Section title={<Trans>Members</Trans>}>
              <GuardedFields needs="groups:write">
                <GroupMembers {...where} members={data.participants} />
              </GuardedFields>
            </Section>
            <Divider />
            <Group>
              <Leave {...where} onLeft={onClose} />
            </Group>
          </Stack>
        )}
      </Loaded>
    </Sheet>
  )
}

const Section = ({ title, children }: { title: ReactNode; children: ReactNode }) => (
  <>
    <Divider />
    <Title order={3} size="h5">
      {title}
    </Title>
    {children}
  </>
)

const Leave = ({ session_id, group, onLeft }: InGroup & { onLeft: () => void }) => {
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const leave = useMutation({
    mutationFn: () => api.leaveGroup({ id: session_id, group }),
    onSuccess: () => {
      onLeft()
      return queries.invalidateQueries({ queryKey: group_keys.list(session_id), exact: true })
    }
  })
  return (
    <>
      <Guarded needs="groups:write">
        <Button size="xs" variant="subtle" color="red" onClick={() => setAsking(true)}>
          <Trans>Leave the group</Trans>
        </Button>
      </Guarded>
      <Confirm
        opened={asking}
        title={<Trans>Leave the group?</Trans>}
        says={<Trans>Its messages come no more; those that have come stay.</Trans>}
        action={<Trans>Leave</Trans>}
        busy={leave.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() => leave.mutate()}
      />
    </>
  )
}
