# Makes the AOT cache of a bundle, in the background. The launcher starts it: make-aot.sh ROOT FILE PROCESS
#
# It waits for PROCESS, the run that found no cache, so that it takes nothing from it. Then Java runs a few commands on
# data of its own and writes down what it loaded. FILE appears when whole and tried. Of several that start at once one
# makes it: the one that made FILE.lock, which is also the folder for all that is temporary. Where it cannot be made, a
# full disk for example, that folder stays, and nobody tries again for an hour.
root=$1
file=$2
trap '' HUP INT
cd / || exit
umask 077
while kill -0 "$3" 2>/dev/null; do sleep 1; done

folder=${file%/*}
mkdir -p "$folder" || exit
find "$folder" -name '*.lock' -prune -mmin +60 -exec rm -rf {} + # of one that failed, or was killed
fresh() { [ "$file" -nt "$root/lib/bundle.id" ]; }
if fresh; then exit; fi
mkdir "$file.lock" || exit

TMPDIR=$file.lock
WEIR_CACHE=$TMPDIR/results
export TMPDIR WEIR_CACHE
unset WEIR_JAVA_OPTS
fits() { WEIR_AOT=use=$1 WEIR_JAVA_OPTS=-XX:AOTMode=on "$root/bin/weir" --version; }
# One that Java refused in a run was put aside. If Java takes it here, that run was an odd one: it is used again, and not
# looked at for an hour. Otherwise it is damaged, or made for files or a Java that have changed.
if [ -f "$file.refused" ] && fits "$file.refused"; then
  mv -f "$file.refused" "$file"
  rm -rf "${TMPDIR:?}"/*
  exit
fi
rm -f "$file.refused"
WEIR_AOT=make=$TMPDIR/made "$root/bin/weir" "$TMPDIR" && fits "$TMPDIR/made" && mv -f "$TMPDIR/made" "$file"

# What will not be used any more: caches of other builds of this bundle, of bundles that are gone, and after three months
# any, for Java may have been renewed.
all=${file%"$root"/.aot/*}
find "$all" -name '*.aot*' -type f -mtime +90 -exec rm -f {} +
find "$all" -name .aot -prune | while IFS= read -r caches; do
  of=${caches%/.aot}
  of=${of#"$all"}
  if [ "$of" = "$root" ]; then
    find "$caches" -name '*.aot*' -type f ! -name "${file##*/}" -exec rm -f {} +
  elif [ ! -f "$of/lib/bundle.id" ]; then
    rm -rf "$caches"
  fi
done
find "$all" -depth -type d ! -name '*.lock' -exec rmdir {} + # those that are empty

if fresh; then rm -rf "$TMPDIR"; else rm -rf "${TMPDIR:?}"/*; fi
