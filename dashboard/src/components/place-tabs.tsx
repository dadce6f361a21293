import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'

type Tab = { value: string; label: string; show: () => ReactNode }

/** The parts of a page; which one is open stands in its address. */
export const PlaceTabs = (props: {
  tabs: Tab[]
  open: string | undefined
  onOpen: (value: string) => void
}) => {
  const open = props.tabs.find(({ value }) => value === props.open) ?? props.tabs[0]
  return (
    <Tabs
      value={open?.value ?? null}
      onChange={(value) => value && props.onOpen(value)}
      keepMounted={false}
    >
      <Tabs.List mb="lg">
        {props.tabs.map(({ value, label }) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {open && <Tabs.Panel value={open.value}>{open.show()}</Tabs.Panel>}
    </Tabs>
  )
}
