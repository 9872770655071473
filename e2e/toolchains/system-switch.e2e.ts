/** The switch for everybody, as an ordinary user is told it: what is printed does it for root, and takes it back. */
import { describe, expect, test } from 'vitest'
import { asGopher, canBeGopher } from './as-gopher.ts'
import { goproxy, isProxyReachable } from './reachable-proxy.ts'

/**
 * `printed` runs the app as the user and keeps the lines to do it and to undo it; `root` runs such lines as root would
 * after sudo(8): with another environment, and nothing but the system's own programs on PATH.
 */
const prepare = `mount -t tmpfs -o mode=0755 tmpfs /usr/local
mkdir -p /usr/local/lib/groundwork/go/go1.99.1 "$SCRATCH/sudo"
cp -a .local/share/groundwork/go/go1.99.1/bin /usr/local/lib/groundwork/go/go1.99.1/
chown -R 0:0 /usr/local; chmod 0755 "$SCRATCH/sudo"; umask 022
cat >"$SCRATCH/sudo/sudo" <<'END'
#!/bin/sh
exec env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
END
chmod 0755 "$SCRATCH/sudo/sudo"
printed() {
  setpriv --reuid=$GOPHER --regid=$GOPHER --clear-groups env -i HOME="$HOME" PATH=/usr/bin:/bin \${PROXY:+"GOPROXY=$PROXY"} \\
    "$SCRATCH/bin/node" "$SCRATCH/app/main/cli.js" go use --system "$1" --language en >said || true
  awk '/to be copied:/ { on = 1; next } /^[^ ]/ { on = 0 } on' said >do.sh
  awk '/take all of it back:/ { on = 1; next } /^[^ ]/ { on = 0 } on' said >undo.sh
  cat said
}
root() { PATH="$SCRATCH/sudo:$PATH" sh "$1"; }
official() { mkdir -p /usr/local/go/bin; printf '#!/bin/sh\\necho go version go1.20.1 linux/amd64\\n' >/usr/local/go/bin/go; chmod 0755 /usr/local/go/bin/go; }
state() { ls -A /usr/local; readlink /usr/local/go || true; ls /etc/profile.d; /usr/local/go/bin/go version || true; } 2>/dev/null
`
const run = (script: string, timeoutMs?: number): string => {
  const { stdout, stderr, status } = asGopher('/bin/bash', `${prepare}\n${script}`, ':', timeoutMs)
  expect(status, stderr).toBe(0)
  return `${stdout}${stderr}`
}

describe.runIf(canBeGopher)('what is printed for root', () => {
  test.each([
    ['nothing', ':'],
    ['a link', 'mkdir -p other/bin; ln -s "$HOME/other" /usr/local/go'],
    ['the official directory', 'official'],
    ['a file', 'echo >/usr/local/go'],
  ])('%s at /usr/local/go: switched, and taken back', (_, there) => {
    const said = run(`${there}
state >before
printed 1.99.1
root ./do.sh; echo "done $?"
/usr/local/go/bin/go version; readlink /usr/local/go; bash -l -c 'command -v go'
root ./undo.sh; echo "undone $?"
state >after; diff before after && echo same`)
    expect(said).toContain('done 0\ngo version go1.99.1')
    expect(said).toContain('/usr/local/lib/groundwork/go/go1.99.1\n/usr/local/go/bin/go\n')
    expect(said).toContain('undone 0')
    expect(said).toContain('same')
  })

  test('a link that an attempt before this one left is no hindrance', () => {
    expect(
      run('ln -s old /usr/local/go; ln -s nowhere /usr/local/go.new; printed 1.99.1; root ./do.sh; ls /usr/local'),
    ).toMatch(/^go\nlib$/m)
  })

  test('the directory is moved to a name that is free, and that is said', () => {
    const said = run(
      `official; mkdir "/usr/local/go.disabled-$(date -u +%F)"; printed 1.99.1; root ./do.sh; ls /usr/local`,
    )
    expect(said).toMatch(/moved aside whole, to \/usr\/local\/go\.disabled-[\d-]+\.2\./)
    expect(said).toMatch(/^go\.disabled-[\d-]+\.2$/m)
  })

  test.each(['official', 'ln -s nowhere /usr/local/go'])(
    '%s: where a command fails, the rest is not done, and nothing stays',
    (there) => {
      const said = run(`${there}; state >before; printed 1.99.1
for broken in ln mv; do
  mkdir -p broken; printf '#!/bin/sh\\n[ "$1" = %s ] && { echo "no $1"; exit 1; }\\nexec "$@"\\n' $broken >broken/sudo; chmod 0755 broken/sudo
  PATH="$PWD/broken:$PATH" sh ./do.sh && echo "not stopped by $broken"
  state >after; diff before after || echo "left by $broken"
done`)
      expect(said).toContain('no ln')
      expect(said).not.toMatch(/not stopped|left by/)
    },
  )

  test('root is refused where a directory is, with the way to move it', () => {
    const said = run(`official
HOME="$SCRATCH/root" "$SCRATCH/bin/node" "$SCRATCH/app/main/cli.js" go use --system 1.99.1 --no-path 2>err || echo "refused $?"; cat err
sh -c "$(sed -n 's/.*left as it is; \\(.*\\) moves it aside.*/\\1/p' err)"
HOME="$SCRATCH/root" "$SCRATCH/bin/node" "$SCRATCH/app/main/cli.js" go use --system 1.99.1 --no-path; /usr/local/go/bin/go version`)
    expect(said).toContain('refused 1')
    expect(said).toContain('/usr/local/go is no link')
    expect(said).toContain('go version go1.99.1')
  })

  test('a version that is not there yet is installed by this program, named by its path, with the GOPROXY it was told', () => {
    const said = run(`PROXY='https://a.test|direct'; printed 1.26.11; PROXY=https://me:secret@a.test; printed 1.26.11`)
    expect(said).toMatch(
      /^ {2}sudo GOPROXY='https:\/\/a\.test\|direct' \/\S+\/node \/\S+\/main\/cli\.js go install --system 1\.26\.11 &&$/m,
    )
    expect(said).toMatch(/sudo GOPROXY="\$\{GOPROXY:\?\}" \S+\/node/)
    expect(said).not.toContain('secret')
  })

  test.runIf(isProxyReachable)(
    'the official directory, and a version that is downloaded on the way',
    () => {
      const said = run(
        `official; state >before; PROXY='${goproxy}'; printed 1.27.1; root ./do.sh; echo "done $?"; /usr/local/go/bin/go version
/usr/local/go.disabled-*/bin/go version; root ./undo.sh; echo "undone $?"; state >after; diff before after && echo same`,
        180_000,
      )
      expect(said).toContain('done 0\ngo version go1.27.1 linux')
      expect(said).toContain('go version go1.20.1')
      expect(said).toContain('undone 0')
      expect(said).toContain('same')
    },
    200_000,
  )
})
