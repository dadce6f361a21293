import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Text, useDirection } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { type PointerEvent, useState } from 'react'
import { useFormat } from '../../lib/format.ts'
import classes from './analytics.module.css'
import { ticksOf } from './scale.ts'

export type Bar = { span: string; short: string; name: string; sent: number; received: number }

const height = 220
const axis = { side: 48, foot: 24, head: 8 }
const label_width = 76
const plot_height = height - axis.foot - axis.head

/** Messages over time, one bar for each span: what was sent below, what was received on top of it. */
export const TimeChart = ({ bars, label }: { bars: Bar[]; label: string }) => {
  const { ref, width } = useElementSize()
  const [pointed, setPointed] = useState<number | null>(null)
  const rtl = useDirection().dir === 'rtl'
  const plot_width = Math.max(0, width - axis.side)
  const bar_width = plot_width / bars.length
  const ticks = ticksOf(Math.max(...bars.map(({ sent, received }) => sent + received)))
  const top = ticks.at(-1) ?? 1
  const point = (event: PointerEvent<SVGSVGElement>): void => {
    const { left, right } = event.currentTarget.getBoundingClientRect()
    const offset = (rtl ? right - event.clientX : event.clientX - left) - axis.side
    const index = Math.floor(offset / bar_width)
    setPointed(index >= 0 && index < bars.length ? index : null)
  }
  const frame = { width, rtl, bar_width, top }
  return (
    <div>
      <Readout bars={bars} pointed={pointed} />
      <div ref={ref}>
        {width > 0 && (
          <svg
            className={classes['chart']}
            width={width}
            height={height}
            role="img"
            aria-label={label}
            onPointerMove={point}
            onPointerLeave={() => setPointed(null)}
          >
            <Axis ticks={ticks} {...frame} />
            {bars.map((bar, index) => (
              <Column
                key={bar.span}
                bar={bar}
                index={index}
                pointed={pointed === index}
                {...frame}
              />
            ))}
            <Names bars={bars} {...frame} />
          </svg>
        )}
      </div>
    </div>
  )
}

type Frame = { width: number; rtl: boolean; bar_width: number; top: number }

/** The place of what begins `offset` from where time begins: from the right where people read from there. */
const place = ({ width, rtl }: Frame, offset: number, length = 0): number =>
  rtl ? width - offset - length : offset

const Axis = ({ ticks, ...frame }: Frame & { ticks: number[] }) => {
  const format = useFormat()
  return (
    <>
      {ticks.map((tick) => {
        const y = axis.head + plot_height * (1 - tick / frame.top)
        return (
          <g key={tick}>
            <line
              x1={place(frame, axis.side)}
              x2={place(frame, frame.width)}
              y1={y}
              y2={y}
              className={classes['line']}
            />
            <text
              x={place(frame, axis.side - 8)}
              y={y + 4}
              textAnchor={frame.rtl ? 'start' : 'end'}
              className={classes['tick']}
            >
              {format.number(tick)}
            </text>
          </g>
        )
      })}
    </>
  )
}

const Column = (props: Frame & { bar: Bar; index: number; pointed: boolean }) => {
  const { bar, index, bar_width, top } = props
  const gap = Math.min(6, bar_width * 0.25)
  const size = {
    x: place(props, axis.side + index * bar_width + gap / 2, bar_width - gap),
    width: bar_width - gap
  }
  const sent = (plot_height * bar.sent) / top
  const received = (plot_height * bar.received) / top
  const ground = axis.head + plot_height
  return (
    <g className={classes['bar']} data-pointed={props.pointed}>
      <rect {...size} y={axis.head} height={plot_height} className={classes['ground']} />
      <rect {...size} y={ground - sent} height={sent} className={classes['sent']} />
      <rect
        {...size}
        y={ground - sent - received}
        height={received}
        className={classes['received']}
      />
    </g>
  )
}

/** As many names below the bars as have room. */
const Names = ({ bars, ...frame }: Frame & { bars: Bar[] }) => {
  const every = Math.max(1, Math.ceil(label_width / frame.bar_width))
  return bars.map(({ span, short }, index) =>
    index % every === 0 && (bars.length - index) * frame.bar_width >= label_width / 2 ? (
      <text
        key={span}
        x={place(frame, axis.side + (index + 0.5) * frame.bar_width)}
        y={height - 6}
        textAnchor="middle"
        direction={frame.rtl ? 'rtl' : 'ltr'}
        className={classes['tick']}
      >
        {short}
      </text>
    ) : null
  )
}

/** What the bar says that is pointed at; else what all of them say together. */
const Readout = ({ bars, pointed }: { bars: Bar[]; pointed: number | null }) => {
  const { t } = useLingui()
  const format = useFormat()
  const bar = pointed === null ? undefined : bars[pointed]
  const some = bar ? [bar] : bars
  const sum = (name: 'sent' | 'received'): number =>
    some.reduce((total, one) => total + one[name], 0)
  return (
    <Group gap="md" mb="xs">
      <Text size="sm" c="var(--quiet)" miw={160}>
        {bar ? <bdi>{bar.name}</bdi> : <Trans>All together</Trans>}
      </Text>
      {(['sent', 'received'] as const).map((name) => (
        <Group key={name} gap={6}>
          <span className={classes['swatch']} data-of={name} />
          <Text size="sm">
            {name === 'sent' ? t`Outgoing` : t`Incoming`} <b>{format.number(sum(name))}</b>
          </Text>
        </Group>
      ))}
    </Group>
  )
}
