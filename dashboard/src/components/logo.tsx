import { Group, Text } from '@mantine/core'
import icon from '../icon.svg'

export const Logo = () => (
  <Group gap={10} wrap="nowrap">
    <img src={icon} alt="" width={28} height={28} />
    <Text fw={650} style={{ whiteSpace: 'nowrap' }}>
      WhatsApp Gateway
    </Text>
  </Group>
)
