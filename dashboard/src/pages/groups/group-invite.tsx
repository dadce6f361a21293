import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Code } from '../../components/code.tsx'
import { Confirm } from '../../components/confirm.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { api } from '../../lib/api.ts'
import { group_keys, type InGroup } from './keys.ts'

/** The link by which people join. */
export const GroupInvite = ({ session_id, group }: InGroup) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const key = group_keys.invite(session_id, group)
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.getGroupInvite({ id: session_id, group }, { signal })
  })
  const reset = useMutation({
    mutationFn: () => api.resetGroupInvite({ id: session_id, group }),
    onSuccess: (invite) => {
      queries.setQueryData(key, invite)
      setAsking(false)
    }
  })
  return (
    <Loaded query={query} height={32}>
      {({ link }) => (
        <Stack gap="xs">
          <Code label={t`Invitation`}>{link}</Code>
          <Group justify="flex-end">
            <Guarded needs="groups:write">
              <Button size="xs" variant="default" onClick={() => setAsking(true)}>
                <Trans>Replace the link</Trans>
              </Button>
            </Guarded>
          </Group>
          <Confirm
            opened={asking}
            title={<Trans>Replace the link?</Trans>}
            says={<Trans>The one before leads nowhere from now on.</Trans>}
            action={<Trans>Replace it</Trans>}
            busy={reset.isPending}
            onCancel={() => setAsking(false)}
            onConfirm={() => reset.mutate()}
          />
        </Stack>
      )}
    </Loaded>
  )
}
