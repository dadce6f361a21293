import { posix } from 'node:path'
import { type Node, SyntaxKind } from 'typescript/unstable/ast'
import type { Source } from './parse.ts'

const specifierOf = (node: Node): string | undefined => {
  const {
    moduleSpecifier,
    argument,
    arguments: args
  } = node as unknown as {
    moduleSpecifier?: { text: string }
    argument?: { literal?: { text: string } }
    arguments?: readonly { text?: string }[]
  }
  if (node.kind === SyntaxKind.ImportDeclaration || node.kind === SyntaxKind.ExportDeclaration) {
    return moduleSpecifier?.text
  }
  if (node.kind === SyntaxKind.ImportType) return argument?.literal?.text
  if (node.kind !== SyntaxKind.CallExpression) return undefined
  const { expression } = node as unknown as { expression: Node }
  return expression.kind === SyntaxKind.ImportKeyword ? args?.[0]?.text : undefined
}

/** The files that a file imports by a relative path, for values or for types alone. */
const importsOf = ({ path, tree }: Source): string[] => {
  const found = new Set<string>()
  const visit = (node: Node): void => {
    const specifier = specifierOf(node)
    if (specifier?.startsWith('.')) found.add(posix.join(posix.dirname(path), specifier))
    node.forEachChild(visit)
  }
  visit(tree)
  return [...found]
}

/** Groups of files that import each other in a circle, those included that import only types. */
export const importCycles = (sources: Source[]): string[][] => {
  const imports = new Map(sources.map((source) => [source.path, importsOf(source)]))
  const numbers = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const cycles: string[][] = []
  const low = (path: string): number => lowest.get(path) ?? 0

  // Tarjan's strongly connected components.
  const visit = (path: string): void => {
    numbers.set(path, numbers.size)
    lowest.set(path, numbers.size - 1)
    open.push(path)
    for (const target of imports.get(path) ?? []) {
      if (!imports.has(target)) continue
      if (!numbers.has(target)) visit(target)
      if (open.includes(target)) lowest.set(path, Math.min(low(path), low(target)))
    }
    if (low(path) !== numbers.get(path)) return
    const group = open.splice(open.indexOf(path))
    if (group.length > 1 || imports.get(path)?.includes(path)) cycles.push(group.sort())
  }
  for (const path of imports.keys()) if (!numbers.has(path)) visit(path)
  return cycles
}
