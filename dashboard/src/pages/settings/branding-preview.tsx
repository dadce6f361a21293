import { Trans, useLingui } from '@lingui/react/macro'
import { Box, Card, Group, Stack, Text, Title } from '@mantine/core'
import { IconQrcode } from '@tabler/icons-react'
import { readableOn } from '../../lib/readable-on.ts'

type Props = { name: string; color: string; logo: string | null }

/** The linking page in small, as it will look once this is saved. */
export const BrandingPreview = ({ name, color, logo }: Props) => {
  const { t } = useLingui()
  const text = readableOn(color)
  return (
    <Card component="section" aria-label={t`Preview`} padding={0}>
      <Group px="md" py="sm" gap="sm" mih={56} bg={color} c={text}>
        {logo && <img src={logo} alt="" style={{ maxHeight: 40, maxWidth: 160 }} />}
        <Text fw={650} style={{ overflowWrap: 'anywhere' }}>
          <bdi>{name}</bdi>
        </Text>
      </Group>
      <Stack align="center" p="lg" gap="sm">
        <Title order={3} size="h4">
          <Trans>Link WhatsApp</Trans>
        </Title>
        <Group gap={4}>
          <Box px="md" py={6} bg={color} c={text} fw={600} style={{ borderRadius: 8 }}>
            <Trans>Scan a code</Trans>
          </Box>
          <Box px="md" py={6}>
            <Trans>Type a code</Trans>
          </Box>
        </Group>
        <Box p="md" bg="#fff" c="#17201c" style={{ borderRadius: 12, lineHeight: 0 }}>
          <IconQrcode size={140} stroke={1.2} aria-hidden />
        </Box>
        <Text size="sm" c="var(--quiet)" ta="center">
          <Trans>The page speaks the language of each visitor’s browser.</Trans>
        </Text>
      </Stack>
    </Card>
  )
}
