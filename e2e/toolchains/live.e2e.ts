/**
 * Real versions of Go from the module proxy that this machine is told to use, each proved against the real checksum
 * database through it: installed, switched to, and used to build a program that runs, in each shell, by an ordinary user
 * and by root for the whole system.
 */
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { goproxy, isProxyReachable } from './reachable-proxy.ts'
import { asGopher, asRoot, canBeGopher, type Printed } from './as-gopher.ts'

/** Two minor versions apart, and a release candidate. */
const versions = ['1.25.3', '1.27.1', '1.27rc1'] as const

const program = `package main
import ("fmt"; "runtime")
func main() { fmt.Println("built by", runtime.Version()) }`

/** Each version installed and switched to; the shells then find it, and what it builds says by whom it was built. */
const script = (wanted: readonly string[], scope: string, link: string): string => `
export GOPROXY='${goproxy}'
mkdir -p "$HOME/p" && cd "$HOME/p" && printf 'module p\\n\\ngo 1.21\\n' >go.mod && cat >main.go <<'END'
${program}
END
for version in ${wanted.join(' ')}; do groundwork go install ${scope} $version || echo "install of $version failed"; done
groundwork go list
for version in ${wanted.join(' ')}; do
  groundwork go use ${scope} $version --yes >use.txt || cat use.txt
  echo "login: $(fresh -l -c 'command -v go && go version' | tr '\\n' ' ')"
  fresh -l -c 'cd "$HOME/p" && GOTOOLCHAIN=local go build -o prog . && ./prog'
  groundwork go verify "${link}"
done
groundwork go remove ${scope} ${wanted.at(-1) ?? ''}; echo "remove of the active one: $?"
groundwork go remove ${scope} ${wanted[0] ?? ''}; echo "remove of another: $?"
`

const expectAll = ({ stdout, stderr }: Printed, wanted: readonly string[], link: string): void => {
  const all = `${stdout}${stderr}`
  for (const version of wanted) {
    expect(all).toMatch(new RegExp(`^go${version} is installed in .*`, 'm'))
    expect(all).toMatch(new RegExp(`^login: .*${link}/bin/go go version go${version} `, 'm'))
    expect(all).toContain(`built by go${version}`)
  }
  expect(all.match(/Proved by the checksum database: h1:/g)).toHaveLength(wanted.length)
  expect(all.match(/As published/gi)?.length).toBeGreaterThanOrEqual(wanted.length)
  // An installation leaves its word, so that the list has it before anybody asks.
  for (const version of wanted) expect(all).toMatch(new RegExp(`go${version} .*as published \\(checksum database`))
  expect(all).toContain('remove of the active one: 1')
  expect(all).toContain('remove of another: 0')
}

describe.runIf(canBeGopher && isProxyReachable)('real versions, proved live, where a module proxy answers', () => {
  const shells = [
    { shell: '/bin/bash', wanted: versions },
    { shell: '/usr/bin/zsh', wanted: [versions[0], versions[1]] },
    { shell: '/usr/bin/fish', wanted: [versions[2], versions[1]] },
  ]
  for (const { shell, wanted } of shells) {
    test.runIf(existsSync(shell))(
      `${shell}, an ordinary user: ${wanted.join(', ')}`,
      () => {
        const link = '.local/go'
        const ran = asGopher(
          shell,
          'cp -a /etc/skel/. .; chown -R "$GOPHER" .',
          script(wanted, '', `$HOME/${link}`),
          280_000,
        )
        expectAll(ran, wanted, link)
      },
      300_000,
    )
  }

  test('root, for the whole system', () => {
    const wanted = [versions[0], versions[1]]
    const ran = asRoot('/bin/bash', script(wanted, '--system', '/usr/local/go'), 280_000)
    expectAll(ran, wanted, '/usr/local/go')
  }, 300_000)
})
