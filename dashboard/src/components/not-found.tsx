import { Trans } from '@lingui/react/macro'
import { Button, Center, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'

export const NotFound = () => (
  <Center mih="60vh">
    <Stack align="center" gap="sm">
      <Title order={1}>
        <Trans>There is nothing here</Trans>
      </Title>
      <Text c="var(--quiet)">
        <Trans>The address is wrong, or what was here is gone.</Trans>
      </Text>
      <Button component={Link} to="/">
        <Trans>Home</Trans>
      </Button>
    </Stack>
  </Center>
)
