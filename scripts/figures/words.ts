import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { ModifierFlags, type Node, SyntaxKind } from 'typescript/unstable/ast'
import type { Source } from './parse.ts'

/** A word that is no longer used for something of ours, and what is said instead. */
export type Retired = { word: string; instead: string }

export type Found = Retired & { where: string }

/** The words that `docs/glossary.md` retires. */
export const retiredWords = (
  glossary = readFileSync(new URL('../../docs/glossary.md', import.meta.url), 'utf8')
): Retired[] => {
  const [, section = ''] = glossary.split(/^## Retired words$/m)
  const rows = section.split('\n').filter((row) => row.startsWith('|'))
  return rows.slice(2).flatMap((row) => {
    const [, retired = '', instead = ''] = row.split('|').map((cell) => cell.trim())
    const words = retired.replaceAll('`', '').replace(/\(.*?\)/g, '')
    return words.split(',').map((word) => ({ word: word.trim(), instead }))
  })
}

/** `takeBack`, `take_back`, `take-back` and `take back` alike: ` take back `. */
const spaced = (name: string): string =>
  ` ${name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .toLowerCase()
    .trim()} `

type Named = Node & {
  name?: { text?: string }
  modifierFlags?: number
  declarationList?: { declarations: readonly Named[] }
}

/** What a file exports by a declaration of its own. */
const exportedNames = ({ tree }: Source): string[] => {
  const names: string[] = []
  tree.forEachChild((node) => {
    const { modifierFlags = 0, name, declarationList } = node as Named
    if ((modifierFlags & ModifierFlags.Export) === 0) return
    if (node.kind === SyntaxKind.ExportDeclaration) return
    for (const one of declarationList?.declarations ?? [{ name }]) {
      if (one.name?.text) names.push(one.name.text)
    }
  })
  return names
}

/** File names and exported names in which a retired word stands. */
export const retiredNames = (sources: Source[], retired: Retired[]): Found[] =>
  sources.flatMap((source) => {
    const names = [basename(source.path, '.ts'), ...exportedNames(source)]
    return names.flatMap((name) =>
      retired
        .filter(({ word }) => spaced(name).includes(spaced(word)))
        .map((one) => ({ ...one, where: `${source.path} ${name}` }))
    )
  })
