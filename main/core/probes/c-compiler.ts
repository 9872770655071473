/** The C compiler that cgo would use, and whether it does its work. It is asked without writing anything anywhere. */
import type { Ran, ReadableHost } from '../host.ts'
import { Unreadable } from '../engine.ts'
import { probe } from '../once.ts'
import { requireOwn } from './describe-ran.ts'
import { readGoEnv } from './go-env.ts'
import { firstOnPath, isProgram } from './on-path.ts'

/** One tool that the compiler says it starts: where it is, or null where it would not be found. */
export interface CompilerTool {
  readonly name: 'as' | 'ld'
  readonly path: string | null
  /** The command line that asked. */
  readonly source: string
}

export interface CCompiler {
  /** As Go is told: `gcc`, `clang -m64`. */
  readonly words: readonly string[]
  /** Its program; null where PATH does not lead to it. */
  readonly path: string | null
  /** How compiling `#include <stdlib.h>` ended; null where there is no compiler. */
  readonly headers: Attempt | null
  /** How compiling nothing at all ended; asked only where the headers failed. */
  readonly plain: Attempt | null
  /** Those that it would tell of. */
  readonly tools: readonly CompilerTool[]
  /** The C++ compiler and pkg-config, which only some packages need; null where PATH does not lead to them. */
  readonly cxx: string | null
  readonly pkgConfig: string | null
}

export interface Attempt {
  readonly source: string
  readonly ran: Ran
}

/** What Go adds for each processor (cmd/go, gccArchArgs), where it can decide whether the compiler has what it takes. */
const archFlags: Readonly<Record<string, string>> = { amd64: '-m64', '386': '-m32', s390x: '-m64' }

/** The compiler of CC as the active Go sees it; null without a Go. Rejects with `Unreadable` where go does not answer. */
export const readCCompiler = probe(async (host): Promise<CCompiler | null> => {
  const go = await readGoEnv(host)
  if (!go) return null
  const words = splitWords(go.values.CC)
  const [program] = words
  if (program === undefined) throw new Unreadable(go.source, `CC is ${JSON.stringify(go.values.CC)}`)
  const { environment } = go
  const path = await onPathOf(host, environment, program)
  const [cxx, pkgConfig] = await Promise.all([
    onPathOf(host, environment, splitWords(go.values.CXX)[0] ?? 'g++'),
    onPathOf(host, environment, environment.PKG_CONFIG ?? 'pkg-config'),
  ])
  if (path === null) return { words, path, headers: null, plain: null, tools: [], cxx, pkgConfig }

  const ask = async (...more: readonly string[]): Promise<Attempt> => {
    const argv = [path, ...words.slice(1), ...more] as const
    // ccache would count the question in the person's statistics.
    const env = { ...environment, CCACHE_DISABLE: '1' }
    const ran = await host.run({ argv: [...argv], base: 'only', env, cwd: '/' })
    requireOwn(ran)
    return { source: argv.join(' '), ran }
  }
  const tool = async (name: CompilerTool['name']): Promise<CompilerTool | null> => {
    const { source, ran } = await ask(`-print-prog-name=${name}`)
    const told = ran.kind === 'exited' && ran.code === 0 ? ran.stdout.trim() : ''
    return told === '' ? null : { name, path: await onPathOf(host, environment, told), source }
  }
  const flag = archFlags[go.values.GOARCH]
  const compile = ['-fsyntax-only', ...(flag ? [flag] : []), '-x', 'c'] as const
  const [headers, ...tools] = await Promise.all([
    ask(...compile, '-include', 'stdlib.h', '/dev/null'),
    tool('as'),
    tool('ld'),
  ])
  const plain = isWell(headers) ? null : await ask(...compile, '/dev/null')
  return { words, path, headers, plain, tools: tools.filter((each) => each !== null), cxx, pkgConfig }
})

/** Whether a compiler did what it was asked. */
export const isWell = (attempt: Attempt | null): boolean => attempt?.ran.kind === 'exited' && attempt.ran.code === 0

/** A program by name, or by path where it is given with one, as exec.LookPath has it. */
const onPathOf = async (
  host: ReadableHost,
  environment: Readonly<Record<string, string>>,
  program: string,
): Promise<string | null> => {
  if (!program.includes('/')) return firstOnPath(host, environment.PATH ?? '', program)
  return program.startsWith('/') && (await isProgram(host, program)) ? program : null
}

/** Words as cmd/internal/quoted splits them: blanks between, '…' or "…" around a whole word, no escapes. */
export const splitWords = (text: string): readonly string[] =>
  [...text.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']\S*)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  )
