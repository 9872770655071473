/** `groundwork go verify`: is this Go as published, and where did it come from? */
import { Argument, Option, type Command } from 'commander'
import type { Language, Text } from '#contract'
import { printable } from '../../core/report/columns.ts'
import { jsonText } from '../../core/report/json.ts'
import { notChanged, type Changed } from '../../core/toolchains/changed.ts'
import { goDatabase } from '../../core/toolchains/checksum-database/client.ts'
import { differenceLines, genuineText } from '../../core/toolchains/genuine-text.ts'
import type { Genuineness } from '../../core/toolchains/genuine.ts'
import { genuinenessAsJson } from '../../core/toolchains/integrity-json.ts'
import type { FoundGo } from '../../core/toolchains/find-go.ts'
import type { Integrity } from '../../core/toolchains/integrity.ts'
import type { Provenance } from '../../core/toolchains/provenance.ts'
import { archiveName } from '../../core/toolchains/release-list.ts'
import { parseToolchainModuleVersion } from '../../core/toolchains/toolchain-module.ts'
import { offering } from './completion/offer.ts'
import type { GoVerbParts } from './path-verbs.ts'
import type { Terminal } from './program.ts'
import { jsonOption, languageOption } from './verb-options.ts'

export interface Verified extends Integrity {
  /** Where it came from; null for what others installed. */
  readonly provenance: Provenance | null
}

/** What the verb asks of the machine. */
export interface VerifyActions {
  /** The tree that a version or a path means; undefined: that of a new terminal. */
  find(what: string | undefined): Promise<FoundGo>
  verify(tree: string, isOffline: boolean): Promise<Verified>
  /** Writes a proof to `path`, or into that folder beside where `archive` goes; answers the file. */
  writeProof(provenance: Provenance, archive: string, path: string): Promise<Changed>
}

interface VerifyOptions {
  readonly json?: boolean
  readonly proof?: string
  readonly offline?: boolean
  readonly language?: Language
}

export const addGoVerify = (
  go: Command,
  terminal: Terminal,
  { answering, end }: Pick<GoVerbParts, 'answering' | 'end'>,
): void => {
  /** The proof of the checksum database, which somebody else can check again. */
  const write = async (found: Genuineness, path: string): Promise<Changed> => {
    if (found.kind === 'cannot-tell') return notChanged(genuineText(found))
    if (found.by.kind !== 'checksum-database') return notChanged(noProofText)
    const { proof, provedAt } = found.by
    const parsed = parseToolchainModuleVersion(proof.version)
    if (!parsed) return notChanged(noProofText)
    const provenance: Provenance = { proof, archive: null, from: goDatabase.name, at: provedAt, provedAt }
    return (await terminal.go()).writeProof(provenance, archiveName(parsed.name, parsed.platform.arch), path)
  }
  go.command('verify')
    .addArgument(
      offering(
        new Argument('[what]', 'a version, or a path; without it, the Go that a new terminal gets'),
        [],
        'installed',
        'trees',
        'files',
      ),
    )
    .description('is this Go as published? asks the checksum database or its package manager, and downloads no Go')
    .option('--offline', 'ask nobody: check the proof that is kept here again')
    .addOption(
      offering(
        new Option(
          '--proof <file>',
          'also write the proof, to a file or into a folder: beside the archive it proves it',
        ),
        [],
        'files',
      ),
    )
    .addOption(jsonOption())
    .addOption(languageOption())
    .addHelpText('after', `\n${exitStatusText[terminal.language]}`)
    .action(async (what: string | undefined, options: VerifyOptions) => {
      const language = options.language ?? terminal.language
      const here = await terminal.go()
      const meant = await here.find(what)
      if (!meant.ok) return answering(options).refuse(meant.problem)
      const { tree, found, provenance } = await here.verify(meant.tree, options.offline ?? false)
      const written = options.proof === undefined ? null : await write(found, options.proof)
      if (written?.ok === false) return answering(options).refuse(written.problem)
      if (options.json) {
        const from = provenance && { from: provenance.from, at: provenance.at, archive: provenance.archive }
        terminal.write(jsonText({ goroot: tree, ...genuinenessAsJson(found), installed: from }))
      } else {
        const lines = [
          tree,
          genuineText(found)[language],
          ...differenceLines(found, language),
          ...(provenance ? [provenanceText(provenance)[language]] : []),
          ...(written ? [writtenText(written.value)[language]] : []),
        ]
        terminal.write(`${lines.map(printable).join('\n')}\n`)
      }
      end(found.kind === 'differs' ? 2 : found.kind === 'cannot-tell' ? 1 : 0)
    })
}

const provenanceText = ({ from, at, archive }: Provenance): Text => {
  const day = at.toISOString().slice(0, 10)
  const origins = archive?.origins.join(', ')
  return {
    en: `Installed by Groundwork on ${day}. Bytes from ${from}${archive ? `: ${archive.filename}, with the SHA-256 that ${origins} publishes` : ''}.`,
    'zh-CN': `由 Groundwork 于 ${day} 安装，数据来自 ${from}${archive ? `：${archive.filename}，其 SHA-256 与 ${origins} 公布的一致` : ''}。`,
  }
}

const noProofText: Text = {
  en: 'no proof was written: the checksum database was not asked about this Go',
  'zh-CN': '没有写出证明：没有就这个 Go 查询校验和数据库',
}

const writtenText = (file: string): Text => ({
  en: `Its proof is in ${file}. Beside the release archive it lets go install --from prove that without the network.`,
  'zh-CN': `它的证明在 ${file}。放在发布归档旁边，go install --from 就能在不联网的情况下验证该归档。`,
})

const exitStatusText: Text = {
  en: 'Exit status: 0 as published, 2 not as published, 1 cannot be told.',
  'zh-CN': '退出状态：0 与发布的一致，2 不一致，1 无法判断。',
}
