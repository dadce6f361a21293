import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Empty } from '../../components/empty.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { usePermissions } from '../../lib/permissions.ts'
import { useSessions } from '../../lib/queries.ts'
import { useUser } from '../../lib/use-user.ts'
import { Attention } from './attention.tsx'
import { FirstMessage } from './first-message.tsx'
import { Today } from './today.tsx'

export const Page = () => {
  const { t } = useLingui()
  const { name } = useUser()
  const sessions = useSessions()
  const { may } = usePermissions()
  return (
    <>
      <PageHeader
        title={t`Home`}
        says={
          <Trans>
            Welcome, <bdi>{name}</bdi>.
          </Trans>
        }
      />
      {may('sessions:read', 'messages:read') ? (
        <Loaded query={sessions} height={120}>
          {(list) => (
            <Stack gap="lg">
              <Today sessions={list} />
              <Attention sessions={list} />
              {may('sessions:write', 'messages:write', 'webhooks:write') && (
                <FirstMessage sessions={list} />
              )}
            </Stack>
          )}
        </Loaded>
      ) : (
        <Elsewhere />
      )}
    </>
  )
}

/** For whom numbers and messages are not. */
const Elsewhere = () => {
  const { may } = usePermissions()
  return (
    <Empty
      title={<Trans>Your role does not include numbers and messages</Trans>}
      says={<Trans>The menu shows what it includes.</Trans>}
    >
      {may('billing:read') && (
        <Button component={Link} to="/settings" search={{ tab: 'plan' } as never}>
          <Trans>Plan and usage</Trans>
        </Button>
      )}
    </Empty>
  )
}
