import { transformAsync } from '@babel/core'
import linguiMacros from '@lingui/babel-plugin-lingui-macro'
import { getConfig } from '@lingui/conf'
import type { Plugin } from 'vite'

const sources = /\.tsx?$/

/**
 * Turns the macros of Lingui into calls. The plugin of Lingui does so with a native program that npm leaves out where the
 * Node of the system is older than ours, and then no page could be built.
 */
export const linguiMacroCalls = (root: string): Plugin => {
  const linguiConfig = getConfig({ cwd: root })
  return {
    name: 'lingui-macro-calls',
    enforce: 'pre',
    transform: {
      filter: { id: sources, code: /from '@lingui\/(?:core|react)\/macro'/ },
      handler: async (code, id) => {
        const made = await transformAsync(code, {
          filename: id,
          babelrc: false,
          configFile: false,
          sourceMaps: true,
          parserOpts: { plugins: ['typescript', 'jsx'] },
          plugins: [[linguiMacros, { descriptorFields: 'id-only', linguiConfig }]]
        })
        return made?.code ? { code: made.code, map: made.map } : undefined
      }
    }
  }
}
