import { Card, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** A list with nothing in it: what it is for, and what fills it. */
export const Empty = (props: { title: ReactNode; says: ReactNode; children?: ReactNode }) => (
  <Card padding="xl">
    <Stack align="center" gap="xs" py="lg" ta="center">
      <Title order={2} size="h4">
        {props.title}
      </Title>
      <Text c="var(--quiet)" maw={460}>
        {props.says}
      </Text>
      {props.children}
    </Stack>
  </Card>
)
