/** The three nets: the compiler, the linter, and the laws. Each answers what it says about a repository with mistakes in it. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ESLint } from 'eslint'
import ts from 'typescript'
import tseslint from 'typescript-eslint'
import type { Edit, Mistake, Net } from './mistakes.ts'

const root = join(import.meta.dirname, '../..')

const textOf = (file: string): string => {
  try {
    return readFileSync(join(root, file), 'utf8')
  } catch {
    return ''
  }
}

/** The edited files with their new texts, by absolute path. Two edits of one file follow each other. */
const edited = (edits: readonly Edit[]): ReadonlyMap<string, string> => {
  const texts = new Map<string, string>()
  for (const { file, change } of edits) {
    const path = join(root, file)
    texts.set(path, change(texts.get(path) ?? textOf(file)))
  }
  return texts
}

const parsedFiles = new Map<string, ts.SourceFile>()
const programs = new Map<string, ts.Program>()

/** A room's own project, asked about a few files, and what it imports as source, so that nothing needs to be built and nothing is written. */
const askCompiler = ({ edits, asks = '', shownIn }: Mistake): string => {
  const texts = edited(edits)
  const looked = shownIn?.map((file) => join(root, file)) ?? [...texts.keys()]
  const parsed = ts.getParsedCommandLineOfConfigFile(
    join(root, asks, 'tsconfig.json'),
    { composite: false, emitDeclarationOnly: false, declarationMap: false, noEmit: true },
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (problem) => {
        throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, '\n'))
      },
    },
  )
  if (!parsed) throw new Error(`${asks} has no tsconfig.json`)
  const host = ts.createCompilerHost(parsed.options)
  const readSource = host.getSourceFile.bind(host)
  host.fileExists = (path) => texts.has(path) || ts.sys.fileExists(path)
  host.readFile = (path) => texts.get(path) ?? ts.sys.readFile(path)
  host.getSourceFile = (path, ...options) => {
    if (texts.has(path)) return readSource(path, ...options)
    let source = parsedFiles.get(path)
    if (!source) {
      source = readSource(path, ...options)
      if (source) parsedFiles.set(path, source)
    }
    return source
  }
  const program = ts.createProgram({
    rootNames: [...new Set([...parsed.fileNames, ...texts.keys()])],
    options: parsed.options,
    host,
    ...(programs.has(asks) ? { oldProgram: programs.get(asks) as ts.Program } : {}),
  })
  programs.set(asks, program)
  return program
    .getSourceFiles()
    .filter(({ fileName }) => looked.includes(fileName))
    .flatMap((source) => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)])
    .map((problem) => `${problem.file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(problem.messageText, '\n')}`)
    .join('\n')
}

// With CI=true typescript-eslint reads every file once, from the disk, and would not see the mistakes.
process.env.TSESTREE_SINGLE_RUN = 'false'
const untyped = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] })
const typed = new ESLint({ cwd: root })

const askLinter = async ({ edits, needsTypes }: Mistake): Promise<string> => {
  const said = []
  for (const [path, text] of edited(edits)) {
    const results = await (needsTypes ? typed : untyped).lintText(text, { filePath: path })
    said.push(...results.flatMap(({ messages }) => messages.map(({ message }) => message)))
  }
  return said.join('\n')
}

/** What the tests of the laws need of the repository. */
const copied = [
  'main',
  'preload',
  'renderer',
  'e2e/tsconfig.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vitest.config.ts',
]

const askLaws = ({ edits, asks = '' }: Mistake): string => {
  const scratch = mkdtempSync(join(root, 'dist/walls-'))
  try {
    for (const name of copied) cpSync(join(root, name), join(scratch, name), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'))
    for (const [path, text] of edited(edits)) {
      const inside = join(scratch, path.slice(root.length))
      mkdirSync(dirname(inside), { recursive: true })
      writeFileSync(inside, text)
    }
    for (const { file, renameTo } of edits) if (renameTo) renameSync(join(scratch, file), join(scratch, renameTo))
    const ran = spawnSync(join(scratch, 'node_modules/.bin/vitest'), ['run', '--no-color', asks], {
      cwd: scratch,
      encoding: 'utf8',
    })
    return ran.status === 0 ? '' : `${ran.stdout}\n${ran.stderr}`
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** What `net` says of a repository with this mistake in it; empty where it sees nothing wrong. */
export const ask: Readonly<Record<Net, (mistake: Mistake) => string | Promise<string>>> = {
  tsc: askCompiler,
  eslint: askLinter,
  laws: askLaws,
}
