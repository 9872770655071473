/** Completion in the real shells: each is asked what it would offer, without any program within its reach. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { availableVersionsFile, goFolder } from '../../main/core/toolchains/own-places.ts'

const cli = resolve(import.meta.dirname, '../../dist/main/cli.js')
let home = ''
const script = (shell: string): string => join(home, `completion.${shell}`)

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'groundwork-completion '))
  for (const shell of ['bash', 'zsh', 'fish'])
    writeFileSync(script(shell), execFileSync(process.execPath, [cli, 'completion', shell]))
  const trees = join(home, '.local/share', goFolder)
  for (const name of ['go1.98.1', 'go1.99rc2', ...hostile.map((text) => `go1.${text}`)])
    mkdirSync(join(trees, name), { recursive: true })
  writeFileSync(join(trees, 'go1.97.1'), 'no tree')
  mkdirSync(join(home, '.cache/groundwork'), { recursive: true })
  writeFileSync(join(home, '.cache', availableVersionsFile), ['1.27rc1', '1.26.8', ...hostile, '1.26.7', ''].join('\n'))
  mkdirSync(join(home, 'a directory'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** Names that do harm where they are evaluated; each would leave a file behind. */
const hostile = ['$(>hacked)', '`>hacked`', ';>hacked;', '2 x', '\'"\\', '2\u001b]0;owned\u0007', '*']

const zshProbe = String.raw`
autoload -Uz compinit && compinit -u -D
source "$SCRIPT"
compadd() {
  local -a hits
  if (( ! \${argv[(I)-[OAD]*]} )); then builtin compadd -O hits "$@"; print -rl -- $hits >>"$OUT"; fi
  builtin compadd "$@"
}
zle -C probe complete-word _main_complete
zle-line-init() {
  BUFFER=$LINE_TO_COMPLETE CURSOR=$#LINE_TO_COMPLETE
  local -F before=$EPOCHREALTIME
  zle probe
  print -r -- $(( (EPOCHREALTIME - before) * 1000 )) >"$OUT.ms"
  exit
}
zmodload zsh/datetime
zle -N zle-line-init
PATH=/nowhere
`.replaceAll('\\$', '$')

interface Answer {
  readonly offered: readonly string[]
  readonly milliseconds: number
}

type Ask = (line: string) => Answer

const environment = (): Record<string, string> => ({ HOME: home, PATH: '/nowhere', LC_ALL: 'C.UTF-8', TERM: 'dumb' })

/** What `run` prints: a word a line, and at last how long it took. */
const read = (stdout: string): Answer => {
  const lines = stdout.split('\n').filter((line) => line !== '')
  return { offered: lines.slice(0, -1), milliseconds: Number(lines.at(-1)) }
}

/** bash takes words apart at these, too. */
const bashWords = (line: string): readonly string[] => line.split(/ |(?<==)|(?==)|(?<=:)|(?=:)/)

const shells: Readonly<Record<string, { readonly path: string; readonly ask: Ask }>> = {
  bash: {
    path: '/bin/bash',
    ask: (line) =>
      read(
        spawnSync(
          '/bin/bash',
          [
            '--norc',
            '--noprofile',
            '-c',
            String.raw`source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); before=${'${EPOCHREALTIME/[.,]/}'}
shopt -s failglob; set -u; _groundwork; printf '%s\n' "${'${COMPREPLY[@]}'}"; echo $(((${'${EPOCHREALTIME/[.,]/}'} - before) / 1000))`,
            'bash',
            script('bash'),
            ...bashWords(line),
          ],
          { encoding: 'utf8', env: environment(), cwd: home },
        ).stdout,
      ),
  },
  zsh: {
    path: '/usr/bin/zsh',
    ask: (line) => {
      const out = join(home, 'out')
      writeFileSync(out, '')
      writeFileSync(join(home, '.zshrc'), zshProbe)
      spawnSync('/usr/bin/script', ['-qec', '/usr/bin/zsh -i', '/dev/null'], {
        input: '',
        timeout: 20_000,
        cwd: home,
        env: { ...environment(), SHELL: '/bin/sh', SCRIPT: script('zsh'), OUT: out, LINE_TO_COMPLETE: line },
      })
      const offered = readFileSync(out, 'utf8')
      return read(`${offered}\n${readFileSync(`${out}.ms`, 'utf8')}`)
    },
  },
  fish: {
    path: '/usr/bin/fish',
    ask: (line) => {
      const { stdout, stderr } = spawnSync(
        '/usr/bin/fish',
        ['--no-config', '-c', 'source $argv[1]; time complete -C $argv[2]', script('fish'), line],
        { encoding: 'utf8', env: environment(), cwd: home },
      )
      const [, time = '', unit = ''] = /Executed in\s+([\d.]+) (\w+)/.exec(stderr) ?? []
      return {
        offered: stdout
          .split('\n')
          .flatMap((one) => (one === '' ? [] : one.replace(/\t.*$/, '').replace(/^--\w+=/, ''))),
        milliseconds: Number(time) * (unit === 'millis' ? 1 : unit === 'micros' ? 1e-3 : 1e3),
      }
    },
  },
}

const cases: readonly (readonly [line: string, offered: readonly string[]])[] = [
  ['ch', ['check']],
  ['go ver', ['verify']],
  ['check kern', ['kernel.min-version']],
  ['check fs.space --json kern', ['kernel.min-version']],
  ['explain fs.space kern', []],
  ['check --lang', ['--language']],
  ['check --language ', ['en', 'zh-CN']],
  ['check --language=z', ['zh-CN']],
  ['check --language en --fail-on m', ['medium']],
  ['--surface l', ['loopback']],
  ['open --surface=l', ['loopback']],
  ['completion ', ['bash', 'fish', 'zsh']],
  ['go use ', ['1.98.1', '1.99rc2']],
  ['go remove --language en 1.99', ['1.99rc2']],
  ['go use 1.98.1 ', []],
  ['go use --system 1.98', []],
  ['go install ', ['1.26.7', '1.26.8', '1.27rc1']],
  ['go install 1.27', ['1.27rc1']],
  ['go install 1.26.8 --from nj', ['nju']],
  ['go install --from nju 1.26.8', ['1.26.8']],
  ['nonsense ', []],
  ['go use $(>hacked) ', []],
]

const isHere = ([name, { path }]: readonly [string, { readonly path: string }]): boolean =>
  existsSync(path) && (name !== 'zsh' || existsSync('/usr/bin/script'))

describe.each(Object.entries(shells).filter(isHere))('%s', (_, { ask }) => {
  const times: number[] = []

  test.each(cases)('groundwork %s', (line, expected) => {
    const { offered, milliseconds } = ask(`groundwork ${line}`)
    times.push(milliseconds)
    // zsh goes on to options where no word is left to write.
    const isOption = / -[^ ]*$/.test(line)
    expect(offered.filter((word) => isOption || !word.startsWith('-')).sort()).toEqual(expected)
    expect(readdirSync(home)).not.toContain('hacked')
  })

  test('nobody waits for it', () => {
    times.sort((a, b) => a - b)
    expect(times[Math.floor(times.length / 2)]).toBeLessThan(100)
  })

  test('paths: trees of Groundwork, and any other', () => {
    const { offered } = ask('groundwork go verify ')
    expect(offered).toContain(join(home, '.local/share', goFolder, 'go1.98.1'))
    expect(offered.join()).not.toMatch(/hacked|owned|go1\.97/)
  })
})

test.runIf(existsSync('/usr/bin/script'))(
  'bash as a person types in it: what is completed is what the program gets',
  () => {
    const typed = [
      `source "${script('bash')}"`,
      `groundwork() { printf '<%s>' "$@"; echo .; }`,
      'groundwork go use 1.98\t',
      'groundwork report --output a\t',
      'groundwork check --host=ro\t/mnt',
      'groundwork --sur\tloop\t',
      `cd .local/share/${goFolder}`,
      'groundwork go verify ./go1.99\t',
      'exit',
    ]
    const { stdout } = spawnSync('/usr/bin/script', ['-qec', '/bin/bash --norc --noprofile -i', '/dev/null'], {
      input: `${typed.join('\n')}\n`,
      encoding: 'utf8',
      timeout: 20_000,
      cwd: home,
      env: { ...environment(), SHELL: '/bin/sh' },
    })
    for (const got of [
      '<go><use><1.98.1>.',
      '<report><--output><a directory/>.',
      '<check><--host=root:/mnt>.',
      '<--surface><loopback>.',
      '<go><verify><./go1.99rc2/>.',
    ])
      expect(stdout).toContain(got)
  },
)
