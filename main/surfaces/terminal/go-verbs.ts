/** The verbs about Go itself: `groundwork go …`. */
import type { Command } from 'commander'
import type { Text } from '#contract'
import { printable } from '../../core/report/columns.ts'
import { cleanedText, type Cleaned } from '../../core/toolchains/cleaned.ts'
import { parseGoVersion } from '../../core/toolchains/go-version.ts'
import { createAnswering } from './answer.ts'
import { addGoAdopt, type AdoptActions } from './go-adopt-verb.ts'
import { addGoClean, type CleanActions } from './go-clean-verb.ts'
import { addGoInstall, type InstallActions } from './go-install-verb.ts'
import { addGoList, type InventoryActions } from './go-list-verb.ts'
import { addGoRemove, type RemoveActions } from './go-remove-verb.ts'
import { addGoVerify, type VerifyActions } from './go-verify-verb.ts'
import { addGoWhy, type WhyActions } from './go-why-verb.ts'
import type { Terminal } from './program.ts'
import { addPathVerbs, type GoVerbParts, type UseActions } from './path-verbs.ts'

/** What the verbs ask of the machine: what is there, and changes to versions of ours. */
export interface GoActions
  extends
    AdoptActions,
    CleanActions,
    InstallActions,
    InventoryActions,
    RemoveActions,
    UseActions,
    VerifyActions,
    WhyActions {
  /** Takes away what an interruption left, and says what it was. */
  recover(): Promise<readonly Cleaned[]>
}

/** Adds the verbs to `program`; `end` is told the exit status. */
export const addGoVerbs = (program: Command, terminal: Terminal, end: (status: number) => void): void => {
  const go = program.command('go').description('Go itself: installed, switched, proved')
  const answering = createAnswering(terminal, end)
  const tell: GoVerbParts['tell'] = (text, language) => terminal.writeError(`${printable(text[language])}\n`)
  const parts: GoVerbParts = {
    answering,
    end,
    tell,
    tellCleaned: (cleaned, language) => {
      for (const one of cleaned) tell(cleanedText(one), language)
    },
    versioned: async (text, answer, act) => {
      const version = parseGoVersion(text)
      if (version) return await act(version)
      answer.refuse(noVersionText(text))
    },
    scoped: (command) => command.option('--system', 'for the whole system (as root), not only for you'),
  }

  addGoVerify(go, terminal, parts)
  addGoList(go, terminal, end)
  addGoWhy(go, terminal, parts)
  addGoInstall(go, terminal, parts)
  addGoAdopt(go, terminal, parts)
  addGoClean(go, terminal, parts)
  addPathVerbs(go, terminal, parts)
  addGoRemove(go, terminal, parts)
}

const noVersionText = (text: string): Text => ({
  en: `“${text}” is no version of Go; versions are written like 1.26.8 or 1.27rc1`,
  'zh-CN': `“${text}” 不是 Go 的版本；版本写作 1.26.8 或 1.27rc1`,
})
