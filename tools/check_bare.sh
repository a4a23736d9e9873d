#!/bin/sh
# check_bare.sh DIR [test] [MIRROR] - try the tree on a bare Debian 12 that has nothing installed.
#
#     sudo sh tools/check_bare.sh /tmp/bare          runs tools/quickstart.sh there
#     sudo sh tools/check_bare.sh /tmp/bare test     runs tools/test.sh there
#
# DIR is outside of the tree.  The system in it is made with debootstrap the first time (1 minute,
# 300 MB) and kept; for a truly bare one remove DIR/root.  What is tried is a clone of the last
# commit.  MIRROR is by default the first in the machine's own package sources.  Needs root,
# debootstrap and git.
set -eu
cd "$(dirname "$0")/.."
[ $# -ge 1 ] || { sed -n '2,11s/^# \{0,1\}//p' tools/check_bare.sh >&2; exit 1; }

mkdir -p "$1"
root=$(cd "$1" && pwd)/root
shift
script=quickstart.sh
if [ "${1:-}" = test ]; then
    script=test.sh
    shift
fi
mirror=${1:-$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
    sed -nE 's/^(URIs:|deb( \[[^]]*\])?) +([^ ]*debian\/?)( .*)?$/\3/p' | head -n 1)}

if [ ! -x "$root/usr/bin/apt-get" ]; then
    [ -n "$mirror" ] || { echo "$0: no mirror in the machine's sources; name one" >&2; exit 1; }
    debootstrap --variant=minbase bookworm "$root" "$mirror"
fi

# What this machine knows of the network: names, and the certificates it trusts.
for file in /etc/resolv.conf /etc/hosts; do
    [ ! -e "$file" ] || cp -L "$file" "$root$file"
done
ca=/etc/ssl/certs/ca-certificates.crt
[ ! -e "$ca" ] || cp -L "$ca" "$root/root/ca.crt"

rm -rf "$root/root/qinggao"
git clone -q . "$root/root/qinggao"
mount -t proc proc "$root/proc"
mount --rbind --make-rslave /dev "$root/dev"
trap 'umount "$root/proc"; umount -l "$root/dev"' EXIT
chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb \
    NODE_EXTRA_CA_CERTS=/root/ca.crt \
    ${npm_config_registry:+npm_config_registry="$npm_config_registry"} \
    sh "/root/qinggao/tools/$script" </dev/null
