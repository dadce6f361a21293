import { Trans, useLingui } from '@lingui/react/macro'
import { Stack } from '@mantine/core'
import { Loaded } from '../../components/loaded.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { useSessions } from '../../lib/queries.ts'
import { useUser } from '../../lib/use-user.ts'
import { Attention } from './attention.tsx'
import { FirstMessage } from './first-message.tsx'
import { Today } from './today.tsx'

export const Page = () => {
  const { t } = useLingui()
  const { name } = useUser()
  const sessions = useSessions()
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
      <Loaded query={sessions} height={120}>
        {(list) => (
          <Stack gap="lg">
            <Today sessions={list} />
            <Attention sessions={list} />
            <FirstMessage sessions={list} />
          </Stack>
        )}
      </Loaded>
    </>
  )
}
