# Sourced with $here and $root: sets $jar to the benchmarks' jar. Built anew when a source is newer, so that what is
# measured is the code that is here.
jar=("$here"/target/weir-benchmarks-*.jar)
if [ ! -f "${jar[0]}" ] || [ -n "$(cd "$root" && find pom.xml ./*/pom.xml ./*/src/main -newer "${jar[0]}" -print -quit)" ]; then
  echo "${0##*/}: building" >&2
  "$root/mvnw" -f "$root/pom.xml" -B -q -pl benchmarks -am package -DskipTests >&2
  jar=("$here"/target/weir-benchmarks-*.jar)
fi
