/** Where the page starts: settings first, so that the first paint has its language and colours; then the checks. */
import './ui/page.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { followRuns, openChecklist, visitChecklist } from './features/checklist/checklist-store.ts'
import { followTime } from './features/checklist/now-store.ts'
import { languageOf, readSettings, useSettings } from './features/settings/settings-store.ts'
import { startWords } from './language/words.ts'

const page = document.getElementById('page')
if (!page) throw new Error('the page has lost its root')

followRuns()
followTime(() => void visitChecklist())
const opened = openChecklist()
await readSettings()
document.documentElement.dataset.theme = useSettings.getState().settings.theme
startWords(languageOf(useSettings.getState()))
createRoot(page).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
await opened
