import { Link } from '@tanstack/react-router'
import { usePermissions } from '../lib/permissions.ts'
import classes from './places.module.css'

/** The pages of one place of the menu, beside each other. */
export const Places = ({ of, label }: { label: string; of: [path: string, name: string][] }) => {
  const { mayOpen } = usePermissions()
  return (
    <nav aria-label={label} className={classes['places']}>
      {of
        .filter(([path]) => mayOpen(path))
        .map(([path, name]) => (
          <Link
            key={path}
            to={path}
            className={classes['place']}
            // Of the pages below it is none.
            activeOptions={{ exact: true, includeSearch: false }}
          >
            {name}
          </Link>
        ))}
    </nav>
  )
}
