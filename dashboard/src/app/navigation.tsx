import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import {
  IconChartBar,
  IconCode,
  IconDeviceMobile,
  IconHome,
  IconList,
  IconMessages,
  IconServer,
  IconSettings
} from '@tabler/icons-react'
import type { ComponentType } from 'react'

type Place = {
  path: string
  label: MessageDescriptor
  icon: ComponentType<{ size?: number; stroke?: number }>
  /** Whether only the owner of the installation sees it. */
  owner?: boolean
}

/** What the bar at the side leads to. A place is here when there is something in it. */
export const places: Place[] = [
  { path: '/', label: msg`Home`, icon: IconHome },
  { path: '/numbers', label: msg`Numbers`, icon: IconDeviceMobile },
  { path: '/chats', label: msg`Chats`, icon: IconMessages },
  { path: '/messages', label: msg`Messages`, icon: IconList },
  { path: '/analytics', label: msg`Analytics`, icon: IconChartBar },
  { path: '/developers', label: msg`Developers`, icon: IconCode },
  { path: '/settings', label: msg`Settings`, icon: IconSettings },
  { path: '/admin', label: msg`Installation`, icon: IconServer, owner: true }
]
