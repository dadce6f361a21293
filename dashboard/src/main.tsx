import './app/styles.ts'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { Providers } from './app/providers.tsx'
import { router } from './app/router.tsx'
import { preferences } from './lib/preferences.ts'

// A part of another build than this page: the page of now has its own.
addEventListener('vite:preloadError', () => location.reload())

const root = document.getElementById('root')
if (!root) throw new Error('the page has no place for the dashboard')
await preferences.change({})
createRoot(root).render(
  <Providers>
    <RouterProvider router={router} />
  </Providers>
)
