import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Empty } from '../../components/empty.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { PlaceTabs } from '../../components/place-tabs.tsx'
import type { Session } from '../../lib/api.ts'
import { usePermissions } from '../../lib/permissions.ts'
import { useSessions } from '../../lib/queries.ts'
import { useSearchParams } from '../../lib/search.ts'
import { PostStatus } from './post-status.tsx'
import { PostedList } from './posted-list.tsx'
import { ReceivedList } from './received-list.tsx'
import { StatusSheet } from './status-sheet.tsx'

/** What people see of a number for a day, and what it sees of them. */
export const Page = () => {
  const { t } = useLingui()
  const sessions = useSessions()
  const [search, change] = useSearchParams()
  const linked = (sessions.data ?? []).filter(({ linked_at }) => linked_at !== null)
  const session = linked.find(({ id }) => id === search['session_id']) ?? linked[0]
  return (
    <>
      <PageHeader title={t`Statuses`} says={<Trans>What people see for 24 hours.</Trans>}>
        {linked.length > 1 && (
          <NativeSelect
            aria-label={t`Number`}
            value={session?.id ?? ''}
            onChange={(event) => change({ session_id: event.currentTarget.value, status: null })}
            data={linked.map(({ id, session_name }) => ({ value: id, label: session_name }))}
          />
        )}
        <Button component={Link} to="/chats" variant="default">
          <Trans>Chats</Trans>
        </Button>
        {session && (
          <Guarded needs="messages:write">
            <Button onClick={() => change({ status: 'new' })}>
              <Trans>Post a status</Trans>
            </Button>
          </Guarded>
        )}
      </PageHeader>
      <Loaded query={sessions}>
        {() =>
          session ? (
            <Lists key={session.id} session={session} />
          ) : (
            <Empty
              title={<Trans>No number is linked</Trans>}
              says={
                <Trans>
                  Link a WhatsApp number with its phone, as you do for WhatsApp Web. Then you can
                  send and receive with it.
                </Trans>
              }
            />
          )
        }
      </Loaded>
    </>
  )
}

const Lists = ({ session }: { session: Session }) => {
  const { t } = useLingui()
  const { may } = usePermissions()
  const [{ tab, status }, change] = useSearchParams()
  const close = (): void => change({ status: null })
  return (
    <>
      <PlaceTabs
        open={tab}
        onOpen={(next) => change({ tab: next, status: null })}
        tabs={[
          {
            value: 'posted',
            label: t`Posted`,
            show: () => (
              <PostedList session_id={session.id} onOpen={(id) => change({ status: id })} />
            )
          },
          {
            value: 'received',
            label: t`Of others`,
            show: () => <ReceivedList session={session} />
          }
        ]}
      />
      {status === 'new' && may('messages:write') && (
        <PostStatus session_id={session.id} onClose={close} />
      )}
      {status && status !== 'new' && (
        <StatusSheet key={status} session_id={session.id} id={status} onClose={close} />
      )}
    </>
  )
}
