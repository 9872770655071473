import type { RealCase } from './real-case.ts'

/** What a system of that family has, on which rpm and dnf really work; what they write stays in the namespace. */
const fedora = `rm /etc/os-release; printf 'ID=fedora\\nVERSION_ID=42\\nPRETTY_NAME="Fedora Linux 42"\\n' > /etc/os-release;
  for part in lib cache; do mkdir up-$part work-$part;
    mount -t overlay overlay -o "lowerdir=/var/$part,upperdir=$WORK/up-$part,workdir=$WORK/work-$part" "/var/$part"; done;
  mount -t tmpfs tmpfs /var/log;
  scratch=$(dirname "$WORK"); mkdir -p var-tmp/$(basename "$scratch"); chmod 1777 var-tmp;
  mount --rbind "$scratch" var-tmp/$(basename "$scratch"); mount --rbind var-tmp /var/tmp; cd "$WORK";
  mkdir -p /etc/yum.repos.d /etc/dnf; printf '[main]\\ngpgcheck=0\\n' > /etc/dnf/dnf.conf; mkdir -p /etc/rpm; echo '%_dbpath /var/lib/rpm' > /etc/rpm/macros; rpm --initdb`
const noGo = 'mkdir empty; mount --bind empty "$GOROOT_HERE"'
/** Builds a package \`name\` with these files; what is to be in it stands in $WORK/root. */
const build = (name: string, files: string): string =>
  `printf 'Name: ${name}\\nVersion: 1.24.8\\nRelease: 1.fc42\\nSummary: Go\\nLicense: BSD\\nAutoReqProv: no\\n%%define __os_install_post %%{nil}\\n%%define debug_package %%{nil}\\n%%description\\nGo\\n%%install\\ncp -a '"$WORK"'/root/. %%{buildroot}\\n%%files\\n${files}\\n' > package.spec;
   mkdir -p root repo; rpmbuild -bb --quiet --define "_topdir $WORK/top" --define "_rpmdir $WORK/repo" --define '_binary_payload w0.gzdio' package.spec >/dev/null 2>&1`
const repository = `createrepo_c -q repo; printf '[fedora]\\nname=Fedora\\nbaseurl=file://'"$WORK"'/repo\\n' > /etc/yum.repos.d/fedora.repo; dnf -q makecache`
const requires = ['rpm', 'rpmbuild', 'dnf', 'createrepo_c'] as const
const app = { PATH: '/usr/bin:/bin' }

export const cases: readonly RealCase[] = [
  {
    name: 'notapplicable: not of that family',
    expected: { result: 'notapplicable', code: 'does-not-apply' },
    setup: ':',
  },
  {
    name: 'pass: the go of a package that rpm installed',
    expected: { result: 'pass', code: 'packaged' },
    setup: `${fedora}; mkdir -p root/usr/lib/golang/bin root/usr/bin up-usr work-usr; cp "$GOROOT_HERE/bin/go" root/usr/lib/golang/bin/go;
      echo go1.24.8 > root/usr/lib/golang/VERSION; ln -s ../lib/golang/bin/go root/usr/bin/go; ${build('golang-bin', '/usr/lib/golang\\n/usr/bin/go')};
      mount -t overlay overlay -o "lowerdir=/usr,upperdir=$WORK/up-usr,workdir=$WORK/work-usr" /usr; rpm -i --nodeps repo/*/*.rpm`,
    environment: app,
    requires,
  },
  {
    name: 'pass: dnf offers one',
    expected: { result: 'pass', code: 'offered' },
    setup: `${fedora}; ${build('golang', '')}; ${repository}; ${noGo}`,
    environment: app,
    requires,
  },
  {
    name: 'fail: the repository that is enabled has none',
    expected: { result: 'fail', code: 'not-offered' },
    setup: `${fedora}; ${build('another', '')}; ${repository}; ${noGo}`,
    environment: app,
    requires,
  },
  {
    name: 'notchecked: dnf has fetched no list yet',
    expected: { result: 'notchecked', code: 'not-told' },
    setup: `${fedora}; printf '[fedora]\\nname=Fedora\\nbaseurl=file:///nonexistent\\n' > /etc/yum.repos.d/fedora.repo; ${noGo}`,
    environment: app,
    requires,
  },
  {
    name: 'fail: no repository is enabled',
    expected: { result: 'fail', code: 'none-enabled' },
    setup: `${fedora}; printf '[fedora]\\nname=Fedora\\nenabled=0\\nbaseurl=file:///nonexistent\\n' > /etc/yum.repos.d/fedora.repo; ${noGo}`,
    environment: app,
    requires,
  },
]
