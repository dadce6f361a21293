import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
  mergeThemeOverrides
} from '@mantine/core'

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

/** The header of a dialog is none of the page. */
const head_of_dialog = { header: { role: 'none' } }

const theme = createTheme({
  colors: { leaf, violet, dark },
  primaryColor: 'leaf',
  primaryShade: 7,
  defaultRadius: 'md',
  fontFamily: fonts,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: { fontFamily: fonts, fontWeight: '650' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Anchor: { defaultProps: { underline: 'always' } },
    Card: { defaultProps: { withBorder: true, padding: 'lg', radius: 'lg', bg: 'var(--card)' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } }
  }
})

/** The looks of everything, with what the buttons that close dialogs are called in the language of now. */
export const themeSaying = (close: string): MantineThemeOverride => {
  const dialog = { attributes: head_of_dialog, closeButtonProps: { 'aria-label': close } }
  return mergeThemeOverrides(theme, {
    components: {
      Drawer: { defaultProps: { ...dialog, position: 'right', padding: 'lg' } },
      Modal: { defaultProps: dialog }
    }
  })
}

/** Quiet texts and errors that can be read by everybody, on either ground. */
export const readableColors: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#57635e',
    '--mantine-color-placeholder': '#6b7772',
    '--mantine-color-error': '#b42318',
    '--mantine-color-red-text': '#b42318',
    '--mantine-color-orange-light-color': '#8f3d00'
  },
  dark: {
    '--mantine-color-dimmed': '#9fada7',
    '--mantine-color-placeholder': '#8b9791',
    '--mantine-color-error': '#ff9a94',
    '--mantine-color-red-text': '#ff9a94'
  }
})
