# Finds Java 25 or newer and sets JAVA_HOME to it. To be sourced by a POSIX shell:
#   WEIR_JAVA_TOOL=javac; . etc/java25.sh
# WEIR_JAVA_TOOL (default java) is the program that must be in its bin folder.
# Looks at JAVA_HOME, at PATH, then into the usual folders. Versions are read from the `release` file
# that each Java carries: asking `java -version` would cost 40 ms a time. Ends the shell with 2 if there is none.
# `weir_java_build` is then the build of that Java, such as 25.0.3+9-LTS.

weir_java_fits() { # HOME: has the tool, and a major version of 25 or more
  [ -x "$1/bin/${WEIR_JAVA_TOOL:-java}" ] && [ -r "$1/release" ] || return 1
  weir_java_build=
  while IFS='=' read -r weir_key weir_value || [ -n "$weir_key" ]; do
    weir_value=${weir_value#\"}
    weir_value=${weir_value%\"}
    case $weir_key in
      JAVA_RUNTIME_VERSION) weir_java_build=$weir_value ;;
      JAVA_VERSION)
        weir_java_build=${weir_java_build:-$weir_value}
        weir_value=${weir_value%%[!0-9]*}
        [ "${weir_value:-0}" -ge 25 ]
        return
        ;;
    esac
  done <"$1/release"
  return 1
}

weir_java_on_path() { # sets weir_java to the first java on PATH
  weir_java=
  weir_ifs=$IFS
  IFS=:
  for weir_folder in $PATH; do
    if [ -x "$weir_folder/java" ] && [ ! -d "$weir_folder/java" ]; then
      weir_java=$weir_folder/java
      break
    fi
  done
  IFS=$weir_ifs
  [ -n "$weir_java" ]
}

weir_java_find() {
  [ -n "${JAVA_HOME:-}" ] && weir_java_fits "$JAVA_HOME" && return 0
  set -- /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/*jdk* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/*
  if weir_java_on_path; then
    # The java of a link is mostly in one of the usual folders: seen without another program.
    JAVA_HOME=
    for weir_home in "${weir_java%/bin/java}" "$@"; do
      if [ -r "$weir_home/release" ] && [ "$weir_home/bin/java" -ef "$weir_java" ]; then
        JAVA_HOME=$weir_home
        break
      fi
    done
    if [ -z "$JAVA_HOME" ] && weir_java=$(readlink -f "$weir_java" 2>/dev/null); then JAVA_HOME=${weir_java%/bin/java}; fi
    weir_java_fits "$JAVA_HOME" && return 0
  fi
  for weir_home in "$@"; do
    if weir_java_fits "$weir_home"; then
      JAVA_HOME=$weir_home
      return 0
    fi
  done
  return 1
}

if weir_java_find; then
  export JAVA_HOME
else
  echo "weir: Java 25 or newer is needed and none was found; install a JDK 25 and put it on PATH or set JAVA_HOME to it." >&2
  exit 2
fi
