/** A machine without any Go, without GOPROXY, and without a way to the Go project's own site: what a person is told. */
import { existsSync } from 'node:fs'
import { arch as processor } from 'node:os'
import { describe, expect, test } from 'vitest'
import { asGopher, canBeGopher } from './as-gopher.ts'

const arch = processor() === 'x64' ? 'amd64' : processor()

const prepare = `
[ ! -d /usr/local/go ] || mount -t tmpfs tmpfs /usr/local/go
: >/etc/resolv.conf
printf '127.0.0.1 localhost\\n' >/etc/hosts
`

describe.skipIf(!canBeGopher)('no Go, no GOPROXY, no official site', () => {
  test('a failed installation says who was asked, and names the ways that remain', () => {
    const { stdout, stderr } = asGopher('/bin/sh', prepare, 'groundwork go install 1.26.8; echo "status $?"')
    expect(stdout).toBe('status 1\n')
    expect(stderr).toContain('go1.26.8 is not installed, because nobody could prove what the published bytes are')
    for (const host of ['sum.golang.org', 'sum.golang.google.cn']) expect(stderr).toContain(`https://${host}: `)
    expect(stderr).toContain('GOPROXY=https://PROXY groundwork go install 1.26.8')
    expect(stderr).toContain('groundwork go install 1.26.8 --from ./go1.26.8.linux-')
    expect(stderr).not.toMatch(/\bat .*\.js:\d+/)
    if (existsSync('/usr/bin/apt-cache'))
      expect(stderr).toMatch(/^ {2}The package of .*: sudo apt-get install golang-go$/m)
  })

  test('the same in Chinese', () => {
    const { stderr } = asGopher('/bin/sh', prepare, 'LANG=zh_CN.UTF-8 groundwork go install 1.26.8')
    expect(stderr).toContain('没有安装 go1.26.8，因为没有人能证明发布的内容是什么')
    expect(stderr).toContain('GOPROXY=https://代理 groundwork go install 1.26.8')
  })

  test('the list says of each source why it is silent, and what remains', () => {
    const { stdout } = asGopher('/bin/sh', prepare, 'groundwork go list --available; echo "status $?"')
    expect(stdout).toContain('Nobody could say which versions there are')
    for (const name of ['official', 'cn', 'https://go.dev/dl/mod']) expect(stdout).toContain(`${name}: no answer (`)
    expect(stdout).toContain('groundwork go install --from distro')
    expect(stdout).toMatch(/status 1\n$/)
  })

  test('a list that another proxy gave is still shown, as what it said and when', () => {
    const kept = {
      name: 'https://modules.example',
      at: '2026-11-20T10:00:00.000Z',
      releases: [{ name: 'go1.26.8', isStable: true, archives: [{ filename: '', arch, sha256: null, bytes: 0 }] }],
    }
    const keep = `mkdir -p -m 700 "$HOME/.cache/groundwork/releases"; echo '${JSON.stringify(kept)}' >"$HOME/.cache/groundwork/releases/0.json"`
    for (const goproxy of ['', 'off', 'http://127.0.0.1:9']) {
      const { stdout } = asGopher(
        '/bin/sh',
        prepare,
        `${keep}; GOPROXY=${goproxy} groundwork go list --available; echo "status $?"`,
      )
      expect(stdout).toMatch(/^go1\.26\.8 /m)
      expect(stdout).toContain('Nobody answers now')
      expect(stdout).toContain('https://modules.example: 1 versions as of 2026-11-20; no answer now (not asked')
      expect(stdout).toMatch(/status 0\n$/)
    }
  })

  test.skipIf(!existsSync('/usr/bin/apt-cache'))(
    'the distribution’s package is a plan for root, and nothing is changed',
    () => {
      const sums =
        'sha256sum /var/lib/dpkg/status; find "$HOME" /var/cache/apt /var/lib/apt -newer "$HOME/before" -type f'
      const script = `touch "$HOME/before"; sleep 0.1; groundwork go install --from distro; echo "status $?"; ${sums}`
      const { stdout } = asGopher('/bin/sh', prepare, script)
      expect(stdout).toMatch(/^ {2}go1\.\d+ +golang-go \S+/m)
      expect(stdout).toContain('\n  sudo apt-get install golang-go\n')
      expect(stdout).toContain('\n  sudo apt-get remove --autoremove golang-go\n')
      expect(stdout).toMatch(/\nstatus 1\n[0-9a-f]{64} {2}\/var\/lib\/dpkg\/status\n$/)
    },
  )
})
