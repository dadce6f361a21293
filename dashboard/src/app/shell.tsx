import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, AppShell, Burger, Group, NavLink, Stack, Text } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { IconBook2, IconSearch } from '@tabler/icons-react'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Logo } from '../components/logo.tsx'
import { NotAllowed } from '../components/not-allowed.tsx'
import { withTexts } from '../lib/language.ts'
import { usePermissions } from '../lib/permissions.ts'
import { sandbox_url, useSandbox } from '../lib/sandbox.ts'
import { useUser } from '../lib/use-user.ts'
import { places } from './navigation.tsx'
import { UsageCard } from './usage-card.tsx'
import { useLiveData } from './use-live-data.ts'
import { UserMenu } from './user-menu.tsx'

const Palette = lazy(withTexts(async () => ({ default: (await import('./palette.tsx')).Palette })))
const SandboxPhone = lazy(async () => ({
  default: (await import('../components/sandbox-phone.tsx')).SandboxPhone
}))

export const Shell = () => {
  const { t, i18n } = useLingui()
  const [opened, { toggle, close }] = useDisclosure()
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const user = useUser()
  const { mayOpen } = usePermissions()
  useLiveData()
  const isHere = (path: string): boolean =>
    path === '/' ? pathname === '/' : pathname.startsWith(path)
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <a className="skip" href="#content">
        <Trans>Skip to the content</Trans>
      </a>
      <AppShell.Header bg="var(--card)">
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={opened ? t`Close the menu` : t`Open the menu`}
            />
            <Logo beside_others />
          </Group>
          <Group gap={4} wrap="nowrap">
            <GoTo />
            <UserMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" bg="var(--card)" aria-label={t`Pages`}>
        <Stack gap={4} flex={1}>
          {places
            .filter(({ path, owner }) => (owner ? user.role === 'admin' : mayOpen(path)))
            .map(({ path, label, icon: Icon, owner }) => (
              <NavLink
                key={path}
                component={Link}
                to={path}
                label={i18n._(label)}
                active={isHere(path)}
                aria-current={isHere(path) ? 'page' : undefined}
                leftSection={<Icon size={20} stroke={1.7} />}
                color={owner ? 'violet' : 'leaf'}
                onClick={close}
                styles={{ root: { borderRadius: 'var(--mantine-radius-md)' } }}
              />
            ))}
          <NavLink
            href={`/docs/${i18n.locale === 'ar' ? 'ar' : 'en'}`}
            label={t`Documents`}
            leftSection={<IconBook2 size={20} stroke={1.7} />}
            styles={{ root: { borderRadius: 'var(--mantine-radius-md)' } }}
          />
        </Stack>
        <UsageCard />
        <Text size="xs" c="var(--quiet)" px="xs" pt="sm">
          <a href="/api-docs" style={{ color: 'inherit' }}>
            <Trans>Documentation of the API</Trans>
          </a>
        </Text>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        {mayOpen(pathname) ? <Outlet /> : <NotAllowed />}
      </AppShell.Main>
      <Phone />
    </AppShell>
  )
}

/** The button and the keys that open the palette. */
const GoTo = () => {
  const { t } = useLingui()
  const [opened, { open, close }] = useDisclosure()
  useHotkeys([['mod+K', open]], [])
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        onClick={open}
        aria-label={t`Go to…`}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <IconSearch size={20} stroke={1.7} />
      </ActionIcon>
      {opened && (
        <Suspense>
          <Palette onClose={close} />
        </Suspense>
      )}
    </>
  )
}

const Phone = () => {
  const { opened } = useSandbox()
  if (!sandbox_url || !opened) return null
  return (
    <Suspense>
      <SandboxPhone />
    </Suspense>
  )
}
