/** Arguments of Node that run the tests of these names, which need a database. */
export const testsWithDatabase = (names: string, ...files: string[]): string[] => [
  '--test',
  '--test-global-setup=server/testkit/global-setup.ts',
  `--test-name-pattern=${names}`,
  ...files
]
