import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Empty } from '../../components/empty.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { usePermissions } from '../../lib/permissions.ts'
import { useSessions } from '../../lib/queries.ts'
import { useSearchParams } from '../../lib/search.ts'
import { CreateGroup } from './create-group.tsx'
import { GroupList } from './group-list.tsx'
import { GroupSheet } from './group-sheet.tsx'

/** The groups that a number is in. */
export const Page = () => {
  const { t } = useLingui()
  const sessions = useSessions()
  const { may } = usePermissions()
  const [search, change] = useSearchParams()
  const linked = (sessions.data ?? []).filter(({ linked_at }) => linked_at !== null)
  const session = linked.find(({ id }) => id === search['session_id']) ?? linked[0]
  const connected = session?.status === 'connected'
  const opened = search['group']
  const close = (): void => change({ group: null })
  return (
    <>
      <PageHeader title={t`Groups`} says={<Trans>Those that a number of yours is in.</Trans>}>
        {linked.length > 1 && (
          <NativeSelect
            aria-label={t`Number`}
            value={session?.id ?? ''}
            onChange={(event) => change({ session_id: event.currentTarget.value, group: null })}
            data={linked.map(({ id, session_name }) => ({ value: id, label: session_name }))}
          />
        )}
        <Button component={Link} to="/chats" variant="default">
          <Trans>Chats</Trans>
        </Button>
        {connected && (
          <Guarded needs="groups:write">
            <Button onClick={() => change({ group: 'new' })}>
              <Trans>Create a group</Trans>
            </Button>
          </Guarded>
        )}
      </PageHeader>
      <Loaded query={sessions}>
        {() => {
          if (!session || !connected)
            return (
              <Empty
                title={<Trans>The number is not connected</Trans>}
                says={
                  <Trans>WhatsApp is asked for groups while a number is connected to it.</Trans>
                }
              />
            )
          return (
            <GroupList
              key={session.id}
              session_id={session.id}
              onOpen={(id) => change({ group: id })}
            />
          )
        }}
      </Loaded>
      {connected && opened === 'new' && may('groups:write') && (
        <CreateGroup
          session_id={session.id}
          onClose={close}
          onCreated={(id) => change({ group: id })}
        />
      )}
      {connected && opened && opened !== 'new' && (
        <GroupSheet key={opened} session_id={session.id} group={opened} onClose={close} />
      )}
    </>
  )
}
