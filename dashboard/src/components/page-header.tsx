import { Group, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'

/** What a page is called, in a sentence what it is for, and what can be done here. */
export const PageHeader = (props: { title: string; says?: ReactNode; children?: ReactNode }) => {
  useEffect(() => {
    document.title = `${props.title} · WhatsApp Gateway`
  }, [props.title])
  return (
    <Group justify="space-between" align="flex-start" mb="lg" gap="sm">
      <div>
        <Title order={1} size="h2">
          {props.title}
        </Title>
        {props.says && (
          <Text c="var(--quiet)" mt={2}>
            {props.says}
          </Text>
        )}
      </div>
      {props.children && <Group gap="xs">{props.children}</Group>}
    </Group>
  )
}
