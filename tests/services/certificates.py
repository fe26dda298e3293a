# SPDX-License-Identifier: Apache-2.0
"""Certificates for this run alone, made with the openssl command: one that is good for localhost and 127.0.0.1, and three that are not."""

import ssl
import subprocess

KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
LOCAL = "DNS:localhost,DNS:*.localhost,IP:127.0.0.1"


def openssl(folder, *arguments):
    done = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, text=True, timeout=60)
    if done.returncode:
        raise OSError(f"openssl {arguments[0]}: {done.stderr.strip()}")


class Tls:
    """`ca` is what callers should trust; `contexts` are by the name of their port."""

    def __init__(self, ca, contexts):
        self.ca = ca
        self.contexts = contexts


def authority(folder, name):
    openssl(
        folder, "req", "-x509", *KEY, "-keyout", f"{name}.key", "-out", f"{name}.pem", "-days", "2", "-subj", f"/CN=Stand-in {name}"
    )


def certificate(folder, name, signer, names=LOCAL, days="2"):
    openssl(folder, "req", "-new", *KEY, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", "/CN=stand-in")
    (folder / f"{name}.ext").write_text(f"subjectAltName={names}\nextendedKeyUsage=serverAuth\n", encoding="utf-8")
    by = ("-CA", f"{signer}.pem", "-CAkey", f"{signer}.key", "-CAcreateserial")
    openssl(folder, "x509", "-req", "-in", f"{name}.csr", *by, "-out", f"{name}.pem", "-days", days, "-extfile", f"{name}.ext")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / f"{name}.pem", folder / f"{name}.key")
    return context


def make(folder):
    authority(folder, "ca")
    authority(folder, "other")
    contexts = {
        "https": certificate(folder, "good", "ca"),
        "https_expired": certificate(folder, "expired", "ca", days="-1"),
        "https_wrong_host": certificate(folder, "wrong_host", "ca", names="DNS:elsewhere.example"),
        "https_untrusted": certificate(folder, "untrusted", "other"),
    }
    return Tls(folder / "ca.pem", contexts)
