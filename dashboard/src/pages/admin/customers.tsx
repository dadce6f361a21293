import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Table, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { LoadMore } from '../../components/load-more.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { When } from '../../components/when.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { usePages } from '../../lib/queries.ts'
import { useSearchParams } from '../../lib/search.ts'

const typing_ms = 300

export const Customers = () => {
  const { t } = useLingui()
  const [{ email }, change] = useSearchParams()
  const search = useDebouncedCallback((text: string) => change({ email: text }), typing_ms)
  const list = usePages<Schemas['AdminUser']>(['admin', 'users', email], (asked, signal) =>
    api.listUsers({ ...asked, ...(email && { email }) }, { signal })
  )
  return (
    <>
      <TextInput
        type="search"
        mb="md"
        maw={360}
        dir="ltr"
        aria-label={t`Search by e-mail address`}
        placeholder={t`Search by e-mail address`}
        leftSection={<IconSearch size={16} />}
        defaultValue={email ?? ''}
        onChange={({ currentTarget }) => search(currentTarget.value)}
      />
      <Loaded query={list.loaded}>
        {(users) =>
          users.length === 0 ? (
            <Text c="var(--quiet)">
              <Trans>Nobody matches</Trans>
            </Text>
          ) : (
            <Table.ScrollContainer minWidth={640} maxHeight="none">
              <Table verticalSpacing="sm">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t`Name`}</Table.Th>
                    <Table.Th>{t`E-mail address`}</Table.Th>
                    <Table.Th>{t`Plan`}</Table.Th>
                    <Table.Th>{t`Numbers`}</Table.Th>
                    <Table.Th>{t`Last login`}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {users.map((user) => (
                    <UserRow key={user.id} user={user} />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Loaded>
      <LoadMore query={list} />
    </>
  )
}

const UserRow = ({ user }: { user: Schemas['AdminUser'] }) => {
  const format = useFormat()
  return (
    <Table.Tr>
      <Table.Td>
        <bdi>{user.name}</bdi>{' '}
        {user.status === 'suspended' && (
          <Badge size="xs" color="red" variant="light" tt="none">
            <Trans>Suspended</Trans>
          </Badge>
        )}
        {user.status === 'erasing' && (
          <Badge size="xs" color="orange" variant="light" tt="none">
            <Trans>Being erased</Trans>
          </Badge>
        )}
      </Table.Td>
      <Table.Td>
        <bdi dir="ltr">{user.email}</bdi>
      </Table.Td>
      <Table.Td>{user.plan_code}</Table.Td>
      <Table.Td>{format.number(user.sessions_count)}</Table.Td>
      <Table.Td>{user.last_login_at ? <When at={user.last_login_at} /> : '—'}</Table.Td>
    </Table.Tr>
  )
}
