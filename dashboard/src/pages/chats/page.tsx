import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Card, NativeSelect, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Empty } from '../../components/empty.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import type { Session } from '../../lib/api.ts'
import { usePermissions } from '../../lib/permissions.ts'
import { useSessions } from '../../lib/queries.ts'
import { useSearchParams } from '../../lib/search.ts'
import { ChatList } from './chat-list.tsx'
import classes from './chats.module.css'
import { Conversation } from './conversation.tsx'

export const Page = () => {
  const { t } = useLingui()
  const sessions = useSessions()
  const { mayOpen } = usePermissions()
  const [search, change] = useSearchParams()
  return (
    <>
      <PageHeader title={t`Chats`} says={<Trans>As they are on the phone, live.</Trans>}>
        {(sessions.data?.length ?? 0) > 1 && (
          <NativeSelect
            aria-label={t`Number`}
            value={search['session_id'] ?? ''}
            onChange={(event) => change({ session_id: event.currentTarget.value, chat: null })}
            data={(sessions.data ?? []).filter(isLinked).map(({ id, session_name }) => ({
              value: id,
              label: session_name
            }))}
          />
        )}
        {mayOpen('/chats/groups') && (
          <Button component={Link} to="/chats/groups" variant="default">
            <Trans>Groups</Trans>
          </Button>
        )}
        <Button component={Link} to="/chats/statuses" variant="default">
          <Trans>Statuses</Trans>
        </Button>
      </PageHeader>
      <Loaded query={sessions}>
        {(list) => {
          const linked = list.filter(isLinked)
          const session = linked.find(({ id }) => id === search['session_id']) ?? linked[0]
          if (!session)
            return (
              <Empty
                title={<Trans>No number is linked</Trans>}
                says={<Trans>Link a number on the page Numbers; its chats are shown here.</Trans>}
              />
            )
          const chat = search['chat']
          return (
            <div className={classes['frame']} data-chat={chat !== undefined}>
              <Card padding={0} className={classes['list']}>
                <ChatList
                  session_id={session.id}
                  chosen={chat}
                  onChoose={(id) => change({ chat: id })}
                />
              </Card>
              <Card padding={0} className={classes['chat']}>
                {chat ? (
                  <Conversation
                    key={`${session.id} ${chat}`}
                    session_id={session.id}
                    chat_id={chat}
                    onBack={() => change({ chat: null })}
                  />
                ) : (
                  <Text c="var(--quiet)" ta="center" m="auto">
                    <Trans>Choose a chat</Trans>
                  </Text>
                )}
              </Card>
            </div>
          )
        }}
      </Loaded>
    </>
  )
}

const isLinked = ({ linked_at }: Session): boolean => linked_at !== null
