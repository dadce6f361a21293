import { Trans, useLingui } from '@lingui/react/macro'
import { Avatar, Group, Menu, Text, UnstyledButton } from '@mantine/core'
import { IconLogout } from '@tabler/icons-react'
import { AppearanceButton, LanguageMenu } from '../components/appearance.tsx'
import { useIsLive } from '../lib/live.ts'
import { login } from '../lib/login.ts'
import { useUser } from '../lib/use-user.ts'

export const UserMenu = () => {
  const { t } = useLingui()
  const user = useUser()
  const is_live = useIsLive()
  return (
    <Group gap={4} wrap="nowrap">
      <LanguageMenu />
      <AppearanceButton />
      <Menu position="bottom-end" width={240}>
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
