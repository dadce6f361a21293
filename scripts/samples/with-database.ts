/** Arguments of Node that run test files which need a database. */
export const testsWithDatabase = (...files: string[]): string[] => [
  '--test',
  '--test-global-setup=server/testkit/global-setup.ts',
  ...files
]
