/** Where the page starts: settings first, so that the first paint has its language and colours; then the checks. */
import './ui/page.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { followTime } from './app/now-store.ts'
import { followRuns, openChecklist, visitChecklist } from './features/checklist/checklist-store.ts'
import { languageOf, readSettings, useSettings } from './features/settings/settings-store.ts'
import { announceTask } from './features/versions/announce-task.ts'
import { followInventory, visitInventory } from './features/versions/inventory-store.ts'
import { followTasks } from './features/versions/tasks-store.ts'
import { startWords } from './language/words.ts'

const page = document.getElementById('page')
if (!page) throw new Error('the page has lost its root')

followRuns()
followInventory()
followTasks(announceTask)
followTime(() => {
  void visitChecklist()
  visitInventory()
})
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
