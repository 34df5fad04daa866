"""A certificate for one run of the server. No authority knows it: its fingerprint is to be compared."""

import ipaddress
import ssl
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

GOOD_FOR = timedelta(days=14)
A_DAY = timedelta(days=1)
"""The other computer's clock may be late."""


class OwnCertificate(NamedTuple):
    """What the server encrypts with, and the fingerprint (SHA-256) that a browser shows too."""

    context: ssl.SSLContext
    fingerprint: str


def own_certificate(address: str, now: datetime) -> OwnCertificate:
    """A new certificate for that address. Its key is on disk only while OpenSSL reads it, for this user alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "soaptui on this computer")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - A_DAY)
        .not_valid_after(now + GOOD_FOR)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    with tempfile.TemporaryDirectory(prefix="soaptui-") as folder:
        path = Path(folder) / "server.pem"
        path.touch(mode=0o600)
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context.load_cert_chain(path)
    digest = certificate.fingerprint(hashes.SHA256()).hex().upper()
    return OwnCertificate(context, ":".join(digest[n : n + 2] for n in range(0, len(digest), 2)))
