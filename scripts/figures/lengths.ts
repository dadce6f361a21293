import { type Node, SyntaxKind } from 'typescript/unstable/ast'
import type { Source } from './parse.ts'

export const file_lines_max = 300
export const function_lines_max = 80

export type Long = { where: string; lines: number }

const linesOf = (text: string): number =>
  text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0)

/** Lines of all the files together. */
export const totalLines = (sources: Source[]): number =>
  sources.reduce((total, { text }) => total + linesOf(text), 0)

/** Files longer than files may be, the longest first. */
export const longFiles = (sources: Source[]): Long[] =>
  sources
    .map(({ path, text }) => ({ where: path, lines: linesOf(text) }))
    .filter(({ lines }) => lines > file_lines_max)
    .sort((a, b) => b.lines - a.lines)

const functions = new Set([
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.FunctionExpression,
  SyntaxKind.ArrowFunction,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.Constructor,
  SyntaxKind.GetAccessor,
  SyntaxKind.SetAccessor
])

type Named = Node & { name?: { text?: string } }

/** A function's own name, or that of the constant or property it is given to. */
const nameOf = (node: Node): string => {
  const own = (node as Named).name?.text
  if (own) return own
  if (node.kind === SyntaxKind.Constructor) return 'constructor'
  return (node.parent as Named | undefined)?.name?.text ?? 'a callback'
}

/** Functions longer than functions may be, the longest first; a function counts with those inside it. */
export const longFunctions = (sources: Source[]): Long[] => {
  const found: Long[] = []
  for (const { path, tree } of sources) {
    const visit = (node: Node): void => {
      if (functions.has(node.kind)) {
        const lines = linesOf(tree.text.slice(node.getStart(tree), node.end))
        if (lines > function_lines_max) found.push({ where: `${path} ${nameOf(node)}`, lines })
      }
      node.forEachChild(visit)
    }
    visit(tree)
  }
  return found.sort((a, b) => b.lines - a.lines)
}
