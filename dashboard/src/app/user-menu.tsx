import { Trans, useLingui } from '@lingui/react/macro'
import { Avatar, Group, Menu, Text, UnstyledButton } from '@mantine/core'
import { IconArrowsExchange, IconLogout } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { AppearanceButton, LanguageMenu } from '../components/appearance.tsx'
import { api } from '../lib/api.ts'
import { useIsLive } from '../lib/live.ts'
import { login } from '../lib/login.ts'
import { useUser } from '../lib/use-user.ts'

export const UserMenu = () => {
  const { t } = useLingui()
  const user = useUser()
  const is_live = useIsLive()
  const [opened, setOpened] = useState(false)
  return (
    <Group gap={4} wrap="nowrap">
      <LanguageMenu />
      <AppearanceButton />
      <Menu position="bottom-end" width={240} opened={opened} onChange={setOpened}>
        <Menu.Target>
          <UnstyledButton aria-label={t`Your account`} px={6}>
            <Avatar color="leaf" size={32} alt="" />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Text px="sm" pt="xs" fw={600} truncate>
            <bdi>{user.name}</bdi>
          </Text>
          <Text px="sm" pb="xs" size="sm" c="var(--quiet)" truncate>
            <bdi dir="ltr">{user.email}</bdi>
          </Text>
          <Menu.Divider />
          <Text px="sm" py={4} size="xs" c="var(--quiet)">
            {is_live ? <Trans>Live: kept up to date</Trans> : <Trans>Connecting…</Trans>}
          </Text>
          {opened && <OtherAccounts here={user.tenant_id} />}
          <Menu.Item
            leftSection={<IconLogout size={16} className="mirror" />}
            onClick={() => login.end()}
          >
            <Trans>Log out</Trans>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}

/** The other accounts that the user is in. */
const OtherAccounts = ({ here }: { here: string }) => {
  const { data } = useQuery({
    queryKey: ['tenants'],
    queryFn: ({ signal }) => api.listTenants({}, { signal })
  })
  const change = useMutation({
    mutationFn: (tenant_id: string) => login.switchTo(tenant_id),
    // Nothing of the account before is to be seen.
    onSuccess: () => location.assign('/')
  })
  return data?.data
    .filter(({ id }) => id !== here)
    .map(({ id, name }) => (
      <Menu.Item
        key={id}
        leftSection={<IconArrowsExchange size={16} />}
        closeMenuOnClick={false}
        onClick={() => change.mutate(id)}
      >
        <Trans>
          Switch to <bdi>{name}</bdi>
        </Trans>
      </Menu.Item>
    ))
}
