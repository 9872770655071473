/** The authorities that this system trusts, as Go finds them: Node alone knows only those it was built with. */
import { readFileSync } from 'node:fs'
import { rootCertificates } from 'node:tls'

/** Where distributions keep the bundle, in Go's order (src/crypto/x509/root_linux.go). */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/** PEM texts: the system's bundle (SSL_CERT_FILE goes before the usual places); Node's own where there is none. */
export const trustedCertificates = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string[] => {
  const asked = environment.SSL_CERT_FILE
  for (const path of asked ? [asked] : bundles) {
    try {
      return [readFileSync(path, 'utf8')]
    } catch {
      // The next place.
    }
  }
  return [...rootCertificates]
}
