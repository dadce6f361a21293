import { Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** Names and values, one below the other. What has no value is left out. */
export const Facts = ({ of }: { of: [label: string, value: ReactNode][] }) => (
  <Stack gap={8} component="dl" m={0}>
    {of
      .filter(
        ([, value]) => value !== null && value !== undefined && value !== '' && value !== false
      )
      .map(([label, value]) => (
        <Group key={label} justify="space-between" gap="md" wrap="nowrap" align="flex-start">
          <Text component="dt" size="sm" c="var(--quiet)">
            {label}
          </Text>
          <Text component="dd" size="sm" m={0} ta="end" style={{ overflowWrap: 'anywhere' }}>
            {value}
          </Text>
        </Group>
      ))}
  </Stack>
)
