/** A second, older, real Go: Debian 12's golang-1.19, unpacked below $CACHE once and never installed. */

/** POSIX sh for a `setup`: afterwards $DEBIAN has usr/bin/go and the tree usr/lib/go-1.19 of the packages. */
export const fetchDebianGo = `
DEBIAN="$CACHE/debian-golang-1.19"
if [ ! -e "$DEBIAN/complete" ]; then
  mkdir -p "$DEBIAN/packages"
  chmod 0777 "$DEBIAN/packages"
  (cd "$DEBIAN/packages" && apt-get download -qq golang-1.19-go golang-1.19-src golang-go 2>&1)
  for package in "$DEBIAN"/packages/*.deb; do dpkg-deb -x "$package" "$DEBIAN"; done
  rm -r "$DEBIAN/packages"
  touch "$DEBIAN/complete"
fi
`

/** The programs it needs; /usr/lib/python3.11 is there on Debian 12 only, whose packages these are. */
export const debianGoNeeds = ['apt-get', 'dpkg-deb', '/usr/lib/python3.11'] as const
