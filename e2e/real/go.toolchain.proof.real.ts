import type { RealCase } from './real-case.ts'

const app = { PATH: '$GOROOT_HERE/bin:/usr/bin:/bin' }
/** This Go with a go.env and a VERSION of one's own: what it would be with another setting, or as another version. */
const having = (goEnv: string, version = 'go1.26.8'): string => `
printf '${goEnv.replaceAll('\n', String.raw`\n`)}' >go.env; mount --bind go.env "$GOROOT_HERE/go.env"
printf '${version}\\n' >VERSION; mount --bind VERSION "$GOROOT_HERE/VERSION"
echo 'export PATH="$PATH:'"$GOROOT_HERE"'/bin"' >>"$HOME/.profile"; chown "$TEST_USER" "$HOME/.profile"`
const foreign = 'GOPROXY=https://proxy.example.com,direct'
const published = 'GOPROXY=https://cache.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n'

export const cases: readonly RealCase[] = [
  {
    name: 'fail: a proxy of others in ~/.profile, a Go with known holes, and it may download',
    expected: { result: 'fail', code: 'exposed' },
    setup: `${having(published)}; echo 'export ${foreign}' >>"$HOME/.profile"`,
    environment: app,
  },
  {
    name: 'fail: the same, kept by go env -w, with another toolchain by name',
    expected: { result: 'fail', code: 'exposed' },
    setup: `${having(published)}; mkdir -p "$HOME/.config/go"; printf '${foreign}\\nGOTOOLCHAIN=go1.27.4\\n' >"$HOME/.config/go/env"; chown -R "$TEST_USER" "$HOME/.config"`,
    environment: app,
  },
  {
    name: 'pass: a Go without the holes',
    expected: { result: 'pass', code: 'sound' },
    setup: having(`${foreign}\nGOTOOLCHAIN=auto\n`, 'go1.27.4'),
    environment: app,
  },
  {
    name: 'informational: as published, from the proxy of the Go project',
    expected: { result: 'informational', code: 'own-proxy' },
    setup: having(published),
    environment: app,
  },
  {
    name: 'informational: GOTOOLCHAIN=local in the tree, as some images have it',
    expected: { result: 'informational', code: 'no-download' },
    setup: having(`${foreign}\nGOTOOLCHAIN=local\n`),
    environment: app,
  },
]
