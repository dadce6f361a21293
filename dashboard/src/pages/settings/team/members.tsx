import { Trans, useLingui } from '@lingui/react/macro'
import {
  Badge,
  Button,
  Card,
  Group,
  NativeSelect,
  Table,
  Text,
  Title,
  VisuallyHidden
} from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm } from '../../../components/confirm.tsx'
import { LoadMore } from '../../../components/load-more.tsx'
import { Loaded } from '../../../components/loaded.tsx'
import { When } from '../../../components/when.tsx'
import { api, type Schemas } from '../../../lib/api.ts'
import { usePages } from '../../../lib/queries.ts'
import { isRole, roles } from './roles.ts'
import type { OwnPlace } from './use-own-place.ts'

type Member = Schemas['Membership']

export const Members = ({ own }: { own: OwnPlace }) => {
  const { t } = useLingui()
  const members = usePages(['members'], (asked, signal) => api.listMemberships(asked, { signal }))
  return (
    <Card component="section">
      <Title order={2} size="h4" mb="sm">
        <Trans>Members</Trans>
      </Title>
      <Loaded query={members.loaded}>
        {(rows) => (
          <Table.ScrollContainer minWidth={640} maxHeight="none">
            <Table verticalSpacing="sm">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t`Name`}</Table.Th>
                  <Table.Th>{t`Role`}</Table.Th>
                  <Table.Th>{t`Last login`}</Table.Th>
                  <Table.Th>
                    <VisuallyHidden>{t`Actions`}</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((member) => (
                  <Row key={member.id} member={member} own={own} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Loaded>
      <LoadMore query={members} />
    </Card>
  )
}

const Row = ({ member, own }: { member: Member; own: OwnPlace }) => {
  const { i18n } = useLingui()
  const is_self = member.user_id === own.user_id
  const may_change = own.manages && (member.role !== 'owner' || own.role === 'owner')
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          <bdi>{member.name}</bdi>
          {is_self && (
            <Badge tt="none" variant="light" size="sm">
              <Trans>You</Trans>
            </Badge>
          )}
        </Group>
        <Text size="sm" c="var(--quiet)">
          <bdi dir="ltr">{member.email}</bdi>
        </Text>
      </Table.Td>
      <Table.Td>
        {may_change ? <ChangeRole member={member} own={own} /> : i18n._(roles[member.role].name)}
      </Table.Td>
      <Table.Td>{member.last_login_at ? <When at={member.last_login_at} /> : '—'}</Table.Td>
      <Table.Td ta="end">{may_change && !is_self && <Remove member={member} />}</Table.Td>
    </Table.Tr>
  )
}

const ChangeRole = ({ member, own }: { member: Member; own: OwnPlace }) => {
  const { t, i18n } = useLingui()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (role: Member['role']) => api.changeMembership({ id: member.id, role }),
    onSettled: () =>
      Promise.all(
        ['members', 'me', 'invitations'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] })
        )
      )
  })
  return (
    <NativeSelect
      aria-label={t`Role`}
      value={change.isPending ? change.variables : member.role}
      disabled={change.isPending}
      onChange={({ currentTarget: { value } }) => isRole(value) && change.mutate(value)}
      data={own.gives.map((value) => ({ value, label: i18n._(roles[value].name) }))}
    />
  )
}

const Remove = ({ member }: { member: Member }) => {
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () => api.removeMembership({ id: member.id }),
    onSuccess: () =>
      Promise.all(
        ['members', 'invitations'].map((key) => queries.invalidateQueries({ queryKey: [key] }))
      )
  })
  return (
    <>
      <Button size="compact-sm" variant="subtle" color="red" onClick={() => setAsking(true)}>
        <Trans>Remove</Trans>
      </Button>
      <Confirm
        opened={asking}
        title={
          <Trans>
            Remove <bdi>{member.name}</bdi> from the team?
          </Trans>
        }
        says={
          <Trans>
            Their logins, API keys and links for this account end at once. Numbers, messages and
            webhooks stay.
          </Trans>
        }
        action={<Trans>Remove</Trans>}
        busy={remove.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() => remove.mutate()}
      />
    </>
  )
}
