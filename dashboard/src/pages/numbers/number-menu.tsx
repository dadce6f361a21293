import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu } from '@mantine/core'
import {
  IconDots,
  IconLogout,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconTrash
} from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm } from '../../components/confirm.tsx'
import { api, type Session } from '../../lib/api.ts'

const actions = {
  start: (id: string) => api.startSession({ id }),
  restart: (id: string) => api.restartSession({ id }),
  stop: (id: string) => api.stopSession({ id }),
  logout: (id: string) => api.logOutSession({ id }),
  delete: (id: string) => api.deleteSession({ id })
}
type Action = keyof typeof actions

/** What can be done with a number. */
export const NumberMenu = ({ session }: { session: Session }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [asking, setAsking] = useState<'logout' | 'delete' | null>(null)
  const act = useMutation({
    mutationFn: async (action: Action) => {
      await actions[action](session.id)
    },
    onSuccess: () => setAsking(null),
    onSettled: () => queries.invalidateQueries({ queryKey: ['sessions'] })
  })
  const stopped = ['created', 'stopped', 'logged_out'].includes(session.status)
  const linked = session.linked_at !== null && session.status !== 'logged_out'
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t`Actions of ${session.session_name}`}
          >
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {stopped ? (
            <Menu.Item
              leftSection={<IconPlayerPlay size={16} />}
              onClick={() => act.mutate('start')}
            >
              <Trans>Start</Trans>
            </Menu.Item>
          ) : (
            <>
              <Menu.Item
                leftSection={<IconRefresh size={16} />}
                onClick={() => act.mutate('restart')}
              >
                <Trans>Restart</Trans>
              </Menu.Item>
              <Menu.Item
                leftSection={<IconPlayerStop size={16} />}
                onClick={() => act.mutate('stop')}
              >
                <Trans>Stop</Trans>
              </Menu.Item>
            </>
          )}
          <Menu.Divider />
          {linked && (
            <Menu.Item
              color="red"
              leftSection={<IconLogout size={16} className="mirror" />}
              onClick={() => setAsking('logout')}
            >
              <Trans>Unlink the phone</Trans>
            </Menu.Item>
          )}
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} />}
            onClick={() => setAsking('delete')}
          >
            <Trans>Delete</Trans>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking && (
        <Confirmation
          session={session}
          action={asking}
          busy={act.isPending}
          onCancel={() => setAsking(null)}
          onConfirm={() => act.mutate(asking)}
        />
      )}
    </>
  )
}

/** Says what will be gone. */
const Confirmation = (props: {
  session: Session
  action: 'logout' | 'delete'
  busy: boolean
  onCancel: () => void
  onConfirm: () => void
}) => {
  const { session_name } = props.session
  const texts =
    props.action === 'delete'
      ? {
          title: <Trans>Delete {session_name}?</Trans>,
          says: (
            <Trans>
              The phone is unlinked, and the messages and webhooks of this number are deleted. This
              cannot be undone.
            </Trans>
          ),
          action: <Trans>Delete</Trans>
        }
      : {
          title: <Trans>Unlink {session_name}?</Trans>,
          says: (
            <Trans>
              The phone is unlinked. To send and receive again, a QR code has to be scanned.
            </Trans>
          ),
          action: <Trans>Unlink</Trans>
        }
  return (
    <Confirm
      opened
      {...texts}
      busy={props.busy}
      onCancel={props.onCancel}
      onConfirm={props.onConfirm}
    />
  )
}
