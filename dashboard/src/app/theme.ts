import { createTheme, type MantineColorsTuple } from '@mantine/core'

const leaf: MantineColorsTuple = [
  '#e8f7f1',
  '#d3ede2',
  '#a6dcc6',
  '#74caa8',
  '#4bba8e',
  '#2fb07d',
  '#189a69',
  '#0b7a5b',
  '#076049',
  '#044736'
]
const violet: MantineColorsTuple = [
  '#f1effc',
  '#dfdaf5',
  '#bcb2ea',
  '#9787df',
  '#7a66d6',
  '#6a53d1',
  '#5f46cc',
  '#4d37b3',
  '#4430a1',
  '#38278e'
]

/** The greys of the dark appearance, with a touch of the leaf. */
const dark: MantineColorsTuple = [
  '#e6ece9',
  '#b8c2bd',
  '#9fada7',
  '#6f7c76',
  '#3d4944',
  '#2c3632',
  '#202824',
  '#171e1b',
  '#0f1412',
  '#0a0e0c'
]

const fonts = "'Inter Variable', 'IBM Plex Sans Arabic', system-ui, sans-serif"

export const theme = createTheme({
  colors: { leaf, violet, dark },
  primaryColor: 'leaf',
  primaryShade: { light: 7, dark: 5 },
  autoContrast: true,
  luminanceThreshold: 0.32,
  defaultRadius: 'md',
  fontFamily: fonts,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: { fontFamily: fonts, fontWeight: '650' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Card: { defaultProps: { withBorder: true, padding: 'lg', radius: 'lg', bg: 'var(--card)' } },
    Drawer: { defaultProps: { position: 'right', padding: 'lg' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } }
  }
})
