/** An AppImage's AppRun puts its own folders into the environment. System tools and the person's shells must not see them. */

const lists = [
  'PATH',
  'LD_LIBRARY_PATH',
  'XDG_DATA_DIRS',
  'GSETTINGS_SCHEMA_DIR',
  'QT_PLUGIN_PATH',
  'PYTHONPATH',
  'PERLLIB',
]
const marks = ['APPDIR', 'APPIMAGE', 'APPIMAGE_ORIGINAL_PATH', 'ARGV0', 'OWD']

/**
 * `environment` without undefined values and, where it was set by an AppImage, without its marks and without the
 * entries that lead into its mount. A list that becomes empty is removed: an empty PATH entry would mean "here".
 */
export const withoutAppImage = (
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> => {
  const mount = environment.APPDIR
  const cleaned: Record<string, string> = {}
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined) continue
    if (!mount || mount === '/') {
      cleaned[name] = value
      continue
    }
    if (marks.includes(name)) continue
    if (!lists.includes(name)) {
      cleaned[name] = value
      continue
    }
    const kept = value.split(':').filter((entry) => entry !== mount && !entry.startsWith(`${mount}/`))
    if (kept.some((entry) => entry !== '')) cleaned[name] = kept.join(':')
  }
  return cleaned
}
