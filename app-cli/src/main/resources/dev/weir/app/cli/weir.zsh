#compdef weir
# Completion of weir for zsh; from: weir completion zsh
_weir() {
  local line word
  local -a values shown
  while IFS= read -r line; do
    case $line in
      :files*) compset -P '--*='; _files ;;
      :folders*) compset -P '--*='; _files -/ ;;
      *)
        word=${line%%$'\t'*}
        values+=("$word")
        [[ $line == *$'\t'* ]] && word+="  -- ${line#*$'\t'}"
        shown+=("$word")
        ;;
    esac
  done < <("${(Q)words[1]}" completion zsh -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)
  (( $#values )) && compadd -l -d shown -a values
}
if [[ ${funcstack[1]} == _weir ]]; then _weir "$@"; else compdef _weir weir; fi
