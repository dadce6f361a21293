/**
 * For the environment of a process of the product that a test starts: where compiled code is kept between starts, as the
 * global setup has said. Compiling is most of what a start costs, and starts are most of what tests cost.
 */
export const compileCache = (): { NODE_COMPILE_CACHE?: string } => {
  const folder = process.env['NODE_COMPILE_CACHE']
  return folder ? { NODE_COMPILE_CACHE: folder } : {}
}
