#!/usr/bin/env bash
# The keys that updates are signed with. A kiosk takes updates only by the keys it was built with, so whoever runs
# kiosks keeps this folder, and keeps it secret. It is made at the first build, and is never part of a commit.
#
#   packaging/image/keys.sh          makes them if need be; prints the folder
#
# KIOSK_SIGNING    the folder (build/keys)
#   ca.key  ca.pem          who may sign; ca.key is not needed for building, and is better kept elsewhere
#   signer.key  signer.pem  who signs
set -euo pipefail

root=$(cd "${BASH_SOURCE[0]%/*}/../.." && pwd)
keys=${KIOSK_SIGNING:-$root/build/keys}

if [ ! -s "$keys/signer.pem" ]; then
    umask 077
    rm -rf "$keys.part"
    mkdir -p "$keys.part"
    cd "$keys.part"
    # Kiosks live long, and some without a clock.
    days=10950
    {
        openssl ecparam -name prime256v1 -genkey -noout -out ca.key
        openssl req -new -x509 -key ca.key -sha256 -days $days -subj "/CN=Kiosk updates" \
            -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign -out ca.pem
        openssl ecparam -name prime256v1 -genkey -noout -out signer.key
        openssl req -new -key signer.key -subj "/CN=Kiosk updates, signer" -out signer.csr
        openssl x509 -req -in signer.csr -CA ca.pem -CAkey ca.key -sha256 -days $days -set_serial 1 -out signer.pem \
            -extfile <(printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n')
    } 2>openssl.log || { cat openssl.log >&2; exit 1; }
    rm -f signer.csr openssl.log
    cd "$root"
    mkdir -p "${keys%/*}"
    rm -rf "$keys"
    mv "$keys.part" "$keys"
    printf '%s\n' "keys: made new ones in $keys; kiosks built with them take updates by them only" >&2
fi
printf '%s\n' "$keys"
