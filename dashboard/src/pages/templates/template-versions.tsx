import { Trans } from '@lingui/react/macro'
import { Box, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../../components/loaded.tsx'
import { When } from '../../components/when.tsx'
import { api } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'

/** What the template has said before, the newest first. */
export const TemplateVersions = ({ id }: { id: string }) => {
  const format = useFormat()
  const query = useQuery({
    queryKey: ['templates', id, 'versions'],
    queryFn: ({ signal }) => api.listTemplateVersions({ id }, { signal })
  })
  return (
    <Loaded query={query} height={32}>
      {({ data }) => (
        <Box component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
          {data.map(({ version, default_language, texts, created_at }) => (
            <Box
              component="li"
              key={version}
              py="xs"
              style={{ borderBlockEnd: '1px solid var(--line)' }}
            >
              <Group justify="space-between">
                <Text size="sm" fw={600}>
                  <Trans>Version {format.number(version)}</Trans>
                </Text>
                <Text size="xs" c="var(--quiet)">
                  <When at={created_at} />
                </Text>
              </Group>
              <Text size="sm" dir="auto" lineClamp={3} style={{ overflowWrap: 'anywhere' }}>
                {texts[default_language]}
              </Text>
            </Box>
          ))}
        </Box>
      )}
    </Loaded>
  )
}
