#!/bin/sh
# Puts the tables of tools that the annotation processor wrote into the domains' READMEs. Build the domains first:
# ./mvnw -o -q -pl domain-stats install -DskipTests && etc/tool-tables.sh
cd "$(dirname "$0")/.." || exit 2
for table in domain-*/target/generated-sources/annotations/tools.md; do
  [ -f "$table" ] || { echo "tool-tables: no domain is built" >&2; exit 2; }
  readme=${table%%/*}/README.md
  awk -v table="$table" '
    /^\| tool \|/ { while ((getline line < table) > 0) print line; inside = 1 }
    inside && /^\|/ { next }
    { inside = 0; print }' "$readme" >"$readme.new" && mv "$readme.new" "$readme"
done
