# Sourced by `startup`: times within fresh processes, with generated plugins and the bundle's own.
#
# Each process finds all plugins, finds them again, lists the tools, and starts one plugin and binds a tool of it. With
# plugins as modules; in the merged index, as in the bundle; on the class path; and in a plugins folder.
start=dev.weir.benchmarks.start
java=$JAVA_HOME/bin/java
flags=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xlog:disable)
. "$here/jar.sh"

merged() { # FOLDER OF JARS
  "$java" -p "$1" --limit-modules dev.weir.core -m dev.weir.core/dev.weir.core.discovery.MergedIndex "$1"
}

for plugins in 20 100; do
  "$java" -cp "$here/target/classes:$bundle/lib/*" $start.GeneratedPlugins "$bundle" "$work/$plugins" $plugins 15
  merged "$work/$plugins/lib"
done
mkdir "$work/real"
cp -p "$bundle"/lib/*.jar "$bundle/lib/weir.index" "$work/20/host/fresh-start.jar" "$work/real"

# Sets `options` and `words` for a fresh start.
fresh() { # FOLDER PLACE
  local plugin=org.example.anananananananx tool=anananananananx.tool-3 index=$work/$1/lib lib=$work/$1/lib
  if [ "$1" = real ]; then plugin=dev.weir.domain.stats tool=stats.describe lib=$work/real index=$work/real; fi
  words=(- "$plugin" "$tool")
  case $2 in
    modules) options=(-p "$lib" -m $start/$start.FreshStart) ;;
    merged) options=(-Dweir.index="$index/weir.index" -p "$lib" -m $start/$start.FreshStart) ;;
    classes) options=(-cp "$(printf '%s:' "$lib"/*.jar)" $start.FreshStart) ;;
    folder) options=(-p "$work/$1/host" -m $start/$start.FreshStart) words[0]=$work/$1/plugins ;;
  esac
}

setups=()
for of in 20 100 real; do
  for place in merged modules classes folder; do
    [ "$of-$place" = real-folder ] || setups+=("$of-$place")
  done
done
for setup in "${setups[@]}"; do
  fresh "${setup%-*}" "${setup#*-}"
  "$java" -XX:AOTCacheOutput="$work/$setup.aot" "${flags[@]}" "${options[@]}" "${words[@]}" >/dev/null 2>&1
  "$java" "${flags[@]}" -Xlog:class+load:file="$work/classes.log" "${options[@]}" "${words[0]}" >/dev/null
  grep -cE '(org\.example|dev\.weir\.domain)\.' "$work/classes.log" >"$work/$setup.classes" || true
done
for ((turn = 0; turn <= turns; turn++)); do
  for setup in "${setups[@]}"; do
    fresh "${setup%-*}" "${setup#*-}"
    for aot in with without; do
      cache=()
      if [ $aot = with ]; then cache=(-XX:AOTCache="$work/$setup.aot"); fi
      line=$("$java" "${flags[@]}" "${cache[@]}" "${options[@]}" "${words[@]}")
      [ "$turn" = 0 ] || echo "$line" >>"$work/$setup.$aot"
    done
  done
  before=${EPOCHREALTIME/[.,]/}
  "$java" -XX:+UseSerialGC -XX:-UsePerfData -version 2>/dev/null
  after=${EPOCHREALTIME/[.,]/}
  [ "$turn" = 0 ] || echo $((after - before)) >>"$work/bare.discovery"
done

column() { # FILE COLUMN: median in ms, and the least
  awk -v c="$2" '{print $c}' "$1" | sort -g | awk '{v[NR] = $1} END {printf "%.1f (%.1f)", (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2000, v[1] / 1000}'
}
echo
echo "Within fresh processes: ms, median (least) of $turns; bare JVM in the same turns, whole process: $(column "$work/bare.discovery" 1); load average now $(cut -d' ' -f1 /proc/loadavg)"
echo
echo "| plugins | AOT cache | tools | found | found again | listed | plugin started | tool bound | plugin classes loaded before |"
echo "|---|---|---:|---:|---:|---:|---:|---:|---:|"
for setup in "${setups[@]}"; do
  case ${setup%-*} in real) what="the bundle's" ;; *) what="${setup%-*} generated" ;; esac
  case ${setup#*-} in
    merged) where='merged index' ;; modules) where='module path' ;; classes) where='class path' ;; folder) where='plugins folder' ;;
  esac
  for aot in with without; do
    file=$work/$setup.$aot
    echo "| $what, $where | $aot | $(awk 'NR == 1 {print $6}' "$file") | $(column "$file" 1) | $(column "$file" 2) | $(column "$file" 3) | $(column "$file" 4) | $(column "$file" 5) | $(cat "$work/$setup.classes") |"
  done
done
