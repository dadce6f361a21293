import { Card, Center, Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { AppearanceButton, LanguageMenu } from '../../components/appearance.tsx'
import { Logo } from '../../components/logo.tsx'

/** The pages before the login. */
export const Frame = (props: { title: string; says?: ReactNode; children?: ReactNode }) => {
  useEffect(() => {
    document.title = `${props.title} · WhatsApp Gateway`
  }, [props.title])
  return (
    <Center mih="100vh" p="md">
      <Stack w="100%" maw={420} gap="lg">
        <Group justify="space-between" component="header">
          <Logo />
          <Group gap={4}>
            <LanguageMenu />
            <AppearanceButton />
          </Group>
        </Group>
        <Card component="main" padding="xl" shadow="sm">
          <Stack>
            <div>
              <Title order={1} size="h2">
                {props.title}
              </Title>
              {props.says && (
                <Text c="var(--quiet)" mt={4}>
                  {props.says}
                </Text>
              )}
            </div>
            {props.children}
          </Stack>
        </Card>
      </Stack>
    </Center>
  )
}
