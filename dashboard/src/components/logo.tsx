import { Group, Text } from '@mantine/core'
import icon from '../icon.svg'

/** Beside other things a telephone has no room for the name. */
export const Logo = ({ beside_others = false }: { beside_others?: boolean }) => (
  <Group gap={10} wrap="nowrap">
    <img src={icon} alt="" width={28} height={28} />
    <Text fw={650} style={{ whiteSpace: 'nowrap' }} visibleFrom={beside_others ? 'xs' : undefined}>
      WhatsApp Gateway
    </Text>
  </Group>
)
