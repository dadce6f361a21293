import { Card, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** One number, large, with what it counts. */
export const Figure = ({ label, children }: { label: ReactNode; children: ReactNode }) => (
  <Card padding="md">
    <Text size="sm" c="var(--quiet)">
      {label}
    </Text>
    <Text fz={28} fw={650} lh={1.3} component="div">
      {children}
    </Text>
  </Card>
)
