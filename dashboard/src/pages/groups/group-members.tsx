import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Center, Group, Menu, Stack, Text, TextInput } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, type Schemas } from '../../lib/api.ts'
import { group_keys, type InGroup, peopleOf } from './keys.ts'
import { addressOf, Person } from './person.tsx'
import { RoleBadge } from './role-badge.tsx'
import { tellUndone } from './tell-undone.ts'

type Member = Schemas['GroupParticipant']
type Props = InGroup & { members: Member[] }

const actions = {
  add: api.addGroupParticipants,
  remove: api.removeGroupParticipants,
  promote: api.addGroupAdmins,
  demote: api.removeGroupAdmins
}
type Asked = { action: keyof typeof actions; participants: string[] }

/** A group may have 1,024. */
const shown_at_once = 50

export const GroupMembers = ({ session_id, group, members }: Props) => {
  const queries = useQueryClient()
  const [shown, setShown] = useState(shown_at_once)
  const act = useMutation({
    mutationFn: ({ action, participants }: Asked) =>
      actions[action]({ id: session_id, group, participants }),
    onSuccess: ({ data }) => tellUndone(data),
    onSettled: () => queries.invalidateQueries({ queryKey: group_keys.list(session_id) })
  })
  return (
    <Stack gap="xs">
      <AddMembers
        busy={act.isPending}
        onAdd={(participants) => act.mutateAsync({ action: 'add', participants })}
      />
      {members.slice(0, shown).map((member) => (
        <MemberRow
          key={addressOf(member)}
          member={member}
          busy={act.isPending}
          onAct={(action) => act.mutate({ action, participants: [addressOf(member)] })}
        />
      ))}
      {members.length > shown && (
        <Center>
          <Button variant="default" size="xs" onClick={() => setShown(shown + shown_at_once)}>
            <Trans>Show more</Trans>
          </Button>
        </Center>
      )}
    </Stack>
  )
}

type AddProps = { busy: boolean; onAdd: (participants: string[]) => Promise<unknown> }

const AddMembers = ({ busy, onAdd }: AddProps) => {
  const { t } = useLingui()
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget
    const people = peopleOf(String(new FormData(form).get('participants') ?? ''))
    if (people.length === 0) return
    // What was refused is told of by a note, and stays to be put right.
    await onAdd(people).then(
      () => form.reset(),
      () => undefined
    )
  }
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          name="participants"
          label={t`Add members`}
          placeholder="+20 100 123 4567"
          dir="ltr"
          flex={1}
          required
          withAsterisk={false}
        />
        <Button type="submit" variant="default" loading={busy}>
          <Trans>Add</Trans>
        </Button>
      </Group>
    </form>
  )
}

type RowProps = {
  member: Member
  busy: boolean
  onAct: (action: 'remove' | 'promote' | 'demote') => void
}

const MemberRow = ({ member, busy, onAct }: RowProps) => {
  const { t } = useLingui()
  const { role } = member
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <Person {...member} />
      </Text>
      <Group gap="xs" wrap="nowrap">
        {role !== 'member' && <RoleBadge role={role} />}
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={busy || role === 'superadmin'}
              aria-label={t`Actions of ${member.phone_number ?? addressOf(member)}`}
            >
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {role === 'admin' ? (
              <Menu.Item onClick={() => onAct('demote')}>
                <Trans>Take the rights of an admin</Trans>
              </Menu.Item>
            ) : (
              <Menu.Item onClick={() => onAct('promote')}>
                <Trans>Make an admin</Trans>
              </Menu.Item>
            )}
            <Menu.Item color="red" onClick={() => onAct('remove')}>
              <Trans>Remove</Trans>
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
    </Group>
  )
}
