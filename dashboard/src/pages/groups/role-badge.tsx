import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Badge } from '@mantine/core'
import type { Schemas } from '../../lib/api.ts'

type Role = Schemas['GroupParticipant']['role']

const roles: Record<Role, [color: string, label: MessageDescriptor]> = {
  member: ['gray', msg`Member`],
  admin: ['leaf', msg`Admin`],
  superadmin: ['violet', msg`Owner`]
}

export const RoleBadge = ({ role }: { role: Role }) => {
  const { i18n } = useLingui()
  const [color, label] = roles[role]
  return (
    <Badge color={color} variant="light" tt="none" fw={500}>
      {i18n._(label)}
    </Badge>
  )
}
