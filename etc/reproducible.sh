#!/bin/sh
# Builds the bundle's archives twice, in two folders of different names, and compares them byte by byte. About five minutes.
#   etc/reproducible.sh [FOLDER]   FOLDER (default: below TMPDIR) takes both builds, about 3 GB, and is removed at the end
set -eu
self=$(readlink -f "$0")
root=${self%/*/*}
work=${1:-${TMPDIR:-/tmp}/weir-reproducible.$$}
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT
for build in one another; do
  mkdir -p "$work/$build"
  git -C "$root" archive HEAD | tar -x -C "$work/$build"
  "$work/$build/mvnw" -f "$work/$build/pom.xml" -B -q -pl bom,bundle -am -DskipTests -Dweir.archives.skip=false verify >&2
done
cd "$work"
same=0
for archive in one/bundle/target/weir-*.tar.gz; do
  if cmp "$archive" "another/${archive#one/}"; then
    echo "same bytes: ${archive##*/} $(sha256sum <"$archive" | cut -d' ' -f1)"
  else
    same=1
  fi
done
exit $same
